/*
 * lower_token.c - strtok(): a sequence over hidden variables of the firing (reference D, 6.5)
 *
 *	strtok(s, d)	this->$tok = s, this->$toknext = 0,
 *			this->$tokat = $strspn($tok, $toknext, d), this->$toknext = $strcspn($tok, $tokat, d) + 1,
 *			$strtok($tok, $tokat, $toknext)
 * What it remembers lasts one firing, for all clauses of it.
 */
#include "lang/d/lower.h"

static struct expr *hidden(struct d_lower *l, const char *name, const struct type *t, struct span at)
{
	struct d_var *dv = d_find_var(l, V_FIRING, name);
	struct expr *e;

	if (!dv) {
		dv = d_new_var(l, V_FIRING, name, t, at);
		dv->var->hidden = true;
	}
	e = prog_expr(l->prog, E_VAR, dv->var->type, at);
	e->var = dv->var;
	return e;
}

static void set(struct d_lower *l, struct block *b, struct expr *to, struct expr *value)
{
	struct stmt *s = prog_stmt(l->prog, S_SET, to->span);

	s->to = to;
	s->value = value;
	prog_add(l->prog, b, s);
}

static struct expr *call3(struct d_lower *l, const char *name, const struct type *t, struct expr *a,
			  struct expr *b, struct expr *c)
{
	struct expr *e = prog_expr(l->prog, E_CALL, t, a->span);

	e->builtin = builtin_find(LANG_D, name, 3);
	vec_push(l->arena, &e->args, a);
	vec_push(l->arena, &e->args, b);
	vec_push(l->arena, &e->args, c);
	return e;
}

struct expr *d_strtok(struct d_lower *l, const struct expr *call)
{
	struct span at = call->span;
	const struct type *n = &type_int64;
	struct expr *text = call->args.v[0], *delims = call->args.v[1];
	struct expr *seq = prog_expr(l->prog, E_SEQ, call->type, at);
	struct block *b = prog_block(l->prog);

#define TOK	hidden(l, "$tok", d_string_type(l), at)
#define AT	hidden(l, "$tokat", n, at)
#define NEXT	hidden(l, "$toknext", n, at)
	if (type_is_string(text->type)) {
		set(l, b, TOK, text);
		set(l, b, NEXT, prog_const(l->prog, 0, n, at));
	}
	set(l, b, AT, call3(l, "$strspn", n, TOK, NEXT, delims));
	set(l, b, NEXT, prog_binary(l->prog, OP_ADD, call3(l, "$strcspn", n, TOK, AT, delims),
				    prog_const(l->prog, 1, n, at), n, at));
	seq->body = b;
	seq->a = call3(l, "$strtok", call->type, TOK, AT, NEXT);
#undef TOK
#undef AT
#undef NEXT
	return seq;
}
