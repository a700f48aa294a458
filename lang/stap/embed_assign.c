/*
 * embed_assign.c - embedded C: assignments, and what they tell of a pointer
 */
#include <string.h>
#include "lang/stap/embed.h"

static const struct c_value refused;

static struct c_value refuse(struct c_parser *c, const char *why)
{
	c_refuse(c, "%s", why);
	return refused;
}

static bool at_assignment(const struct c_parser *c)
{
	const struct c_tok *t = c_peek(c, 0);
	size_t n = strlen(t->text);

	return t->kind == C_OP && n && t->text[n - 1] == '=' && strcmp(t->text, "==") != 0 && strcmp(t->text, "!=") != 0 &&
	       strcmp(t->text, "<=") != 0 && strcmp(t->text, ">=") != 0;
}

/* char *s = "..." and char *s = p->name are different things here: what comes first decides */
static void settle(struct c_parser *c, const struct c_value *to, const struct c_value *v, struct c_type *t)
{
	if (t->kind != CT_LATER)
		return;
	*t = v->type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = v->type.mine ? v->type.to : t->to, .mine = v->type.mine };
	for (size_t i = 0; i < c->vars.n; i++)
		if (!strcmp(c->vars.v[i].text, to->text))
			c->vars.v[i].type = *t;
}

static bool leads_to_texts(const struct c_value *v)
{
	return (v->type.kind == CT_ARRAY || v->type.kind == CT_POINTER) && v->type.to->kind == CT_TEXT;
}

/* a pointer that was given an address of its own may have one from here on */
void c_remember_mine(struct c_parser *c, const char *var, const struct c_value *v)
{
	bool mine = v->type.mine || v->made || (v->type.kind == CT_ARRAY && v->addr);

	for (size_t i = 0; mine && i < c->vars.n; i++) {
		struct c_type *t = &c->vars.v[i].type;

		if (t->kind != CT_POINTER || strcmp(c->vars.v[i].text, var) != 0)
			continue;
		t->mine = true;
		if (leads_to_texts(v) && t->to->kind == CT_POINTER)	/* const char **p = names */
			t->to = &c_text;
	}
}

static struct c_value assign(struct c_parser *c, struct c_value *to)
{
	const char *op = c_peek(c, 0)->text;
	size_t n = strlen(op) - 1;
	struct c_value v;

	if (to->moves)
		return c_text_move(c, to, op);
	if (to->type.kind == CT_RECORD && !n) {
		c->pos++;
		v = c_expr(c);
		if (v.text && v.type.record != to->type.record)
			return refuse(c, "structures are copied from their like");
		return v.text ? c_made(c_copy(c, to, &v), c_void) : refused;
	}
	if (to->type.kind == CT_STRUCT && to->is_variable && !n) {
		c->pos++;
		v = c_expr(c);
		return v.text ? c_made(arena_printf(c->p->arena, "(%s = %s)", to->text, c_where(c, &v)), c_void) : refused;
	}
	if (!to->is_variable || to->type.kind == CT_ARRAY || to->type.kind == CT_STRUCT)
		return refuse(c, to->type.kind == CT_ARRAY ? "an array as a whole" :
			      "memory of the kernel is not written; BPF programs may not");
	c->pos++;
	v = c_expr(c);
	if (!v.text)
		return refused;
	if (n) {
		const char *own = arena_strndup(c->p->arena, op, n);

		v = c_apply(c, own, to, &v);
	}
	struct c_value into = to->type.kind == CT_LATER && !n ? c_point(c, to->text, &v) : refused;

	if (into.text)
		return into;
	if (to->type.kind == CT_LATER && c_is_null(&v))
		return v;		/* it tells nothing of what the pointer will be; it is that by itself */
	settle(c, to, &v, &to->type);
	c_remember_mine(c, to->text, &v);
	c->sets_result |= !strcmp(to->text, C_RESULT);

	struct c_value ret = c_made(c_store(c, to, c_fit(c, &v, &to->type)), to->whole ? c_void : to->type);

	return c->why ? refused : ret;
}

struct c_value c_expr(struct c_parser *c)
{
	struct c_value v = refused;

	if (!c_enter(c))
		return v;
	v = c_cond(c);
	if (v.text && at_assignment(c))
		v = assign(c, &v);
	c_leave(c);
	return c->why ? refused : v;
}
