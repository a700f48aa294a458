/*
 * embed_text.c - embedded C: strings of the script's, by byte and by pointer
 *
 * A string has no address in the script. What C does with pointers into one is said with the string and a number,
 * how far: s[i], s + n, *p++ = c, p - s.
 */
#include <string.h>
#include "lang/stap/embed.h"

static const struct c_value refused;

static struct c_value refuse(struct c_parser *c, const char *why)
{
	c_refuse(c, "%s", why);
	return refused;
}

/* s[at]: 0 behind its end */
static struct c_value byte_of(struct c_parser *c, const struct c_value *s, const char *at)
{
	struct c_value v = c_made(arena_printf(c->p->arena, "__embed_at(%s, %s)", s->text, at), c_char);

	v.is_variable = s->is_variable;
	v.whole = s->text;
	v.at = at;
	return v;
}

/* the same of what may be the end of a string */
struct c_value c_byte_in(struct c_parser *c, const struct c_value *s, const char *at)
{
	struct c_value whole = { .text = s->whole, .is_variable = s->is_variable };

	if (!s->whole)
		return byte_of(c, s, at);
	return byte_of(c, &whole, strcmp(at, "0") ? arena_printf(c->p->arena, "(%s + %s)", s->at, at) : s->at);
}

struct c_value c_name_of(struct c_parser *c, const struct c_var *var)
{
	struct c_value v = c_made(var->text, var->type);

	v.is_variable = true;
	v.index = var->of_thread ? "tid()" : NULL;
	if (!var->whole)
		return v;
	v.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", var->whole, var->text);
	v.whole = var->whole;
	v.at = v.moves = var->text;
	v.is_variable = var->writes;
	return v;
}

bool c_point(struct c_parser *c, const char *var, const struct c_value *v)
{
	if (!v->text || v->type.kind != CT_TEXT || (!v->is_variable && !v->whole && !v->is_argument))
		return false;
	for (size_t i = c->vars.n; i-- > 0;) {
		struct c_var *x = &c->vars.v[i];

		if (strcmp(x->text, var) != 0)
			continue;
		x->type = c_text;
		x->whole = v->whole ? v->whole : v->text;
		x->writes = v->is_variable;
		return true;
	}
	return false;		/* a static one: it holds a copy */
}

/* s + at */
struct c_value c_end_of(struct c_parser *c, const struct c_value *s, const char *at)
{
	const char *whole = s->whole ? s->whole : s->text;
	struct c_value v;

	if (s->whole)
		at = arena_printf(c->p->arena, "(%s + %s)", s->at, at);
	v = c_made(arena_printf(c->p->arena, "__embed_end(%s, %s)", whole, at), c_text);
	v.is_variable = s->is_variable;
	v.whole = whole;
	v.at = at;
	return v;
}

const char *c_store(struct c_parser *c, const struct c_value *to, const char *text)
{
	if (to->put)
		return arena_printf(c->p->arena, "%s%s)", to->put, text);
	if (!to->whole)
		return arena_printf(c->p->arena, "(%s = %s)", to->text, text);
	if (to->type.kind == CT_TEXT)
		return arena_printf(c->p->arena, "(%s = substr(%s, 0, %s) . %s)", to->whole, to->whole, to->at, text);
	return arena_printf(c->p->arena, "(%s = __embed_put(%s, %s, %s))", to->whole, to->whole, to->at, text);
}

/* p - s, of one string */
struct c_value c_distance(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	if (*op != '-' || strcmp(a->whole ? a->whole : a->text, b->whole ? b->whole : b->text) != 0)
		return refuse(c, "where in a string another one begins");
	return c_made(arena_printf(c->p->arena, "(%s - %s)", a->whole ? a->at : "0", b->whole ? b->at : "0"), c_long);
}

/* s++ of a pointer into a string */
struct c_value c_text_step(struct c_parser *c, const struct c_value *v, const char *op, bool before)
{
	const char *moved = arena_printf(c->p->arena, "(%s = %s %c 1)", v->moves, v->moves, *op);
	struct c_value whole = { .text = v->whole, .is_variable = v->is_variable }, ret;

	ret = c_end_of(c, &whole, before ? arena_printf(c->p->arena, "(%s %c 1)", moved, *op == '+' ? '-' : '+') : moved);
	ret.alone = moved;
	return ret;
}

/* a pointer into a string goes elsewhere in it */
struct c_value c_text_move(struct c_parser *c, const struct c_value *to, const char *op)
{
	struct c_value v, ret = *to;
	const char *sum;

	c->pos++;
	v = c_expr(c);
	if (!v.text)
		return refused;
	if (!strcmp(op, "=")) {
		if (v.type.kind != CT_TEXT || strcmp(v.whole ? v.whole : v.text, to->whole) != 0)
			return refuse(c, "a pointer that goes from one string to another");
		sum = v.whole ? v.at : "0";
	} else {
		if (strcmp(op, "+=") != 0 && strcmp(op, "-=") != 0)
			return refuse(c, "it is a pointer");
		sum = arena_printf(c->p->arena, "%s %c %s", to->moves, *op, c_number(c, &v));
	}
	ret.alone = arena_printf(c->p->arena, "(%s = %s)", to->moves, sum);
	ret.at = ret.alone;
	ret.moves = NULL;
	ret.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", to->whole, ret.at);
	return ret;
}
