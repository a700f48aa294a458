/*
 * emit_steady.c - operands that have to be read before a later one changes what they lie in
 *
 * A number is a copy as soon as it is read; a string's value is where it lies. In p . (p .= "x") the
 * left one has to be copied first: eval, which has values, says what comes out. So does an argument
 * before a call of a function that sets it.
 */
#include "bpf/emit_int.h"

static const struct var *target(const struct expr *to)
{
	while (to && (to->kind == E_MEMBER || to->kind == E_INDEX))
		to = to->a;
	return to ? to->var : NULL;
}

/* the variable that a string lies in; NULL: it is a text of its own */
static const struct var *home_of(const struct expr *x)
{
	while (x && (x->kind == E_CAST || x->kind == E_SEQ) && x->a && type_is_string(x->a->type))
		x = x->a;
	return x->kind == E_VAR || x->kind == E_ELEM || x->kind == E_MEMBER || x->kind == E_INDEX ? target(x) : NULL;
}

static void steady(struct expr *x, struct expr *const *later, size_t n)
{
	const struct var *home = x && type_is_string(x->type) ? home_of(x) : NULL;

	for (size_t i = 0; home && i < n; i++)
		x->steady |= expr_sets(later[i], home);
}

static bool look(struct expr *x, void *ctx)
{
	struct expr *pair[] = { x->b };

	(void)ctx;
	if (x->kind == E_BINARY)
		steady(x->a, pair, 1);
	for (size_t i = 0; i + 1 < x->args.n; i++)
		steady(x->args.v[i], x->args.v + i + 1, x->args.n - i - 1);
	return true;
}

void emit_mark_steady(struct emit *e)
{
	struct prog *p = e->prog;

	for (size_t i = 0; i < p->clauses.n; i++) {
		if (p->clauses.v[i]->guard)
			expr_walk(p->clauses.v[i]->guard, look, NULL);
		block_walk(p->clauses.v[i]->body, NULL, look, NULL);
	}
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, look, NULL);
}
