/*
 * embed_text.c - embedded C: strings of the script's, by byte and by pointer
 *
 * A string has no address in the script. What C does with pointers into one is said with the string and a number,
 * how far: s[i], s + n, *p++ = c, p - s. A variable that points into one holds that number and one more: 0 is NULL.
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
	v.whole_put = s->put;
	v.at = at;
	return v;
}

/* the same of what may be the end of a string */
struct c_value c_byte_in(struct c_parser *c, const struct c_value *s, const char *at)
{
	struct c_value whole = { .text = s->whole, .is_variable = s->is_variable, .put = s->whole_put };

	if (!s->whole)
		return byte_of(c, s, at);
	return byte_of(c, &whole, strcmp(at, "0") ? arena_printf(c->p->arena, "(%s + %s)", s->at, at) : s->at);
}

struct c_value c_name_of(struct c_parser *c, const struct c_var *var)
{
	struct c_value v = c_made(var->text, var->type);

	v.is_variable = true;
	if (var->addr)
		return c_at(c, var->addr, &var->type);
	if (var->type.kind == CT_STRUCT)		/* a name for one of the kernel's */
		v.addr = var->text;
	v.index = var->of_thread ? "tid()" : NULL;
	if (!var->whole)
		return v;
	v.moves = var->text;
	v.at = arena_printf(c->p->arena, "(%s - 1)", var->text);
	v.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", var->whole, v.at);
	v.whole = var->whole;
	v.whole_put = var->whole_put;
	v.is_variable = var->writes;
	return v;
}

/* var points to there from here on: what it holds then */
static struct c_value pointing(struct c_parser *c, const char *var, const char *whole, const char *number)
{
	struct c_value v = c_made(NULL, c_text);

	v.whole = whole;
	v.alone = arena_printf(c->p->arena, "(%s = %s)", var, number);
	v.at = arena_printf(c->p->arena, "(%s - 1)", v.alone);
	v.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", whole, v.at);
	return v;
}

/* the number of v, which is a string or a part of one */
static const char *number_of(struct c_parser *c, const struct c_value *v)
{
	return v->whole ? arena_printf(c->p->arena, "%s + 1", v->at) : c_is_null(v) ? "0" : "1";
}

struct c_value c_point(struct c_parser *c, const char *var, const struct c_value *v)
{
	if (!v->text || v->type.kind != CT_TEXT || (!v->is_variable && !v->whole && !v->is_argument))
		return refused;
	for (size_t i = c->vars.n; i-- > 0;) {
		struct c_var *x = &c->vars.v[i];

		if (strcmp(x->text, var) != 0)
			continue;
		x->type = c_text;
		x->whole = v->whole ? v->whole : v->text;
		x->whole_put = v->whole ? v->whole_put : v->put;
		x->writes = v->is_variable;
		return pointing(c, var, x->whole, number_of(c, v));
	}
	return refused;		/* a static one: it holds a copy */
}

/* is a pointer that is declared here moved */
static bool is_walked(const struct c_parser *c, const char *name)
{
	static const char *const moves[] = { "++", "--", "+=", "-=" };

	for (size_t i = c->pos; i + 1 < c->n; i++)
		for (size_t k = 0; c->t[i].kind == C_NAME && !strcmp(c->t[i].text, name) && k < 4; k++)
			if ((c->t[i + 1].kind == C_OP && !strcmp(c->t[i + 1].text, moves[k])) ||
			    (k < 2 && i && c->t[i - 1].kind == C_OP && !strcmp(c->t[i - 1].text, moves[k])))
				return true;
	return false;
}

struct c_value c_held(struct c_parser *c, const char *name, const struct c_value *v, struct buf *out)
{
	struct c_value hold;

	if (!v->text || v->type.kind != CT_TEXT || v->is_variable || v->whole || v->is_argument || !is_walked(c, name))
		return *v;
	hold = c_made(c_fresh(c, name), c_text);
	hold.is_variable = true;
	buf_printf(out, "%s = %s; ", hold.text, v->text);
	return hold;
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
	v.whole_put = s->whole ? s->whole_put : s->put;
	v.at = at;
	return v;
}

const char *c_store(struct c_parser *c, const struct c_value *to, const char *text)
{
	if (!to->whole)
		return arena_printf(c->p->arena, to->put ? "%s%s)" : "(%s = %s)", to->put ? to->put : to->text, text);
	if (to->type.kind == CT_TEXT)
		text = arena_printf(c->p->arena, "substr(%s, 0, %s) . %s", to->whole, to->at, text);
	else
		text = arena_printf(c->p->arena, "__embed_put(%s, %s, %s)", to->whole, to->at, text);
	return arena_printf(c->p->arena, to->whole_put ? "%s%s)" : "(%s = %s)", to->whole_put ? to->whole_put : to->whole, text);
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
	struct c_value ret = pointing(c, v->moves, v->whole, arena_printf(c->p->arena, "%s %c 1", v->moves, *op));

	ret.is_variable = v->is_variable;
	if (!before)
		return ret;
	ret.at = arena_printf(c->p->arena, "(%s %c 1)", ret.at, *op == '+' ? '-' : '+');
	ret.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", ret.whole, ret.at);
	return ret;
}

/* a pointer into a string goes elsewhere in it */
struct c_value c_text_move(struct c_parser *c, const struct c_value *to, const char *op)
{
	struct c_value v, ret;
	const char *number;

	c->pos++;
	v = c_expr(c);
	if (!v.text)
		return refused;
	if (!strcmp(op, "=")) {
		if (!c_is_null(&v) && (v.type.kind != CT_TEXT || strcmp(v.whole ? v.whole : v.text, to->whole) != 0))
			return refuse(c, "a pointer that goes from one string to another");
		number = number_of(c, &v);
	} else {
		if (strcmp(op, "+=") != 0 && strcmp(op, "-=") != 0)
			return refuse(c, "it is a pointer");
		number = arena_printf(c->p->arena, "%s %c %s", to->moves, *op, c_number(c, &v));
	}
	ret = pointing(c, to->moves, to->whole, number);
	ret.is_variable = to->is_variable;
	return ret;
}

/* where a string begins in which something is searched for; of an address, a copy */
static const char *from_of(const struct c_value *s)
{
	return s->whole ? s->at : "0";
}

/* strchr(s, c), strrchr(s, c), strstr(s, sub); the row's text: what finds it */
struct c_value c_found(struct c_parser *c, const struct c_value *s, const struct c_value *what, const char *by)
{
	const char *whole = s->whole ? s->whole : c_string(c, s);
	const char *part = what->type.kind == CT_TEXT ? c_string(c, what) : arena_printf(c->p->arena, "sprintf(\"%%c\", %s)",
											c_number(c, what));
	struct c_value v = c_made(NULL, c_text);

	v.whole = whole;
	v.is_variable = s->is_variable;
	v.at = arena_printf(c->p->arena, "%s(%s, %s, %s)", by, whole, from_of(s), part);
	v.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", whole, v.at);
	if (s->type.kind == CT_TEXT)
		return v;
	return c_made(arena_printf(c->p->arena, "__embed_there(%s, %s)", c_number(c, s), v.at), s->type);	/* an address */
}

/* strsep(&p, set): the part up to there; p is behind it */
struct c_value c_part(struct c_parser *c, const struct c_value *p, const struct c_value *set)
{
	const char *at = p->at, *marks = c_string(c, set);

	if (!p->moves)
		return refuse(c, "it does not point into a string of its own");
	return c_made(arena_printf(c->p->arena, "substr(__c_part = __embed_part(%s, %s, %s), 0, 512 + 0 * (%s = "
				   "__embed_behind(%s, %s, %s) + 1))", p->whole, at, marks, p->moves, p->whole, at, marks), c_text);
}
