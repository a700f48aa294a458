/*
 * emit_sums.c - numbers whose value the verifier must not follow
 *
 *	if (flags & 1) n += 5
 *	if (flags & 2) n += 7 ...
 *
 * has two paths for each line, and n another value on each of them: as soon as something is decided by
 * n, the verifier follows two to the n-th paths. A number that it does not know is the same on all.
 */
#include "bpf/emit_int.h"

struct sums {
	bool conditional;
	const struct var *var;
	bool found;
};

static bool find_use(struct expr *x, void *ctx)
{
	struct sums *k = ctx;

	k->found |= x->kind == E_VAR && x->var == k->var;
	return !k->found;
}

static bool find_choice(struct expr *x, void *ctx)
{
	struct sums *k = ctx;

	k->conditional |= x->kind == E_COND;
	return !k->conditional;
}

static bool count(struct stmt *s, void *ctx);

static bool look(struct expr *x, void *ctx)
{
	if (x->kind == E_SEQ)
		block_walk(x->body, count, NULL, ctx);
	return true;
}

static bool count(struct stmt *s, void *ctx)
{
	struct sums *k = ctx, inner = { .conditional = true }, use;

	if (s->kind == S_IF) {
		block_walk(s->body, count, look, &inner);
		if (s->other)
			block_walk(s->other, count, look, &inner);
		expr_walk(s->cond, look, k);
		return false;
	}
	if (s->kind != S_SET || s->to->kind != E_VAR || !type_is_int(s->to->type) || s->to->var->sums == 255)
		return true;
	use = (struct sums){ .conditional = k->conditional, .var = s->to->var };
	expr_walk(s->value, find_use, &use);
	expr_walk(s->value, find_choice, &use);
	s->to->var->sums += use.found && use.conditional;
	return true;
}

void emit_count_sums(struct emit *e)
{
	struct prog *p = e->prog;

	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, count, look, &(struct sums){ 0 });
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, count, look, &(struct sums){ 0 });
}
