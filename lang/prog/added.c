/*
 * added.c - assignments that only add: x = x + e, which the kernel does in one step
 */
#include <string.h>
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"

static bool same_expr(const struct expr *a, const struct expr *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->args.n != b->args.n)
		return false;
	for (size_t i = 0; i < a->args.n; i++)
		if (!a->args.v[i] || !b->args.v[i] || !same_expr(a->args.v[i], b->args.v[i]))
			return false;
	switch (a->kind) {
	case E_CONST:
		return a->num == b->num;
	case E_STR:
		return a->str_len == b->str_len && !memcmp(a->str, b->str, a->str_len);
	case E_VAR:
	case E_ELEM:
		return a->var == b->var;
	case E_CTX:
		return a->arg == b->arg;
	case E_CALL:
		return a->builtin == b->builtin;
	case E_IN: case E_VARREF: case E_LOAD: case E_MEMBER: case E_INDEX: case E_ADDR: case E_UNARY:
	case E_BINARY: case E_COND: case E_CAST: case E_AGGREAD: case E_FCALL: case E_SEQ:
		return false;
	}
	return false;
}

struct sets {
	const struct var *var;		/* is it set? */
	bool set;
	unsigned depth;			/* of functions */
	const struct cycle *cycle;	/* whose functions are being looked at */
};

static const struct var *target(const struct expr *to)
{
	while (to && (to->kind == E_MEMBER || to->kind == E_INDEX))
		to = to->a;
	return to ? to->var : NULL;
}

static bool find_set(struct stmt *s, void *ctx)
{
	struct sets *k = ctx;

	k->set |= (s->kind == S_SET || s->kind == S_DEL) && target(s->to) == k->var;
	return true;
}

static bool find_call(struct expr *x, void *ctx)
{
	struct sets *k = ctx;

	if (x->kind == E_FCALL && k->var->storage != V_LOCAL && k->depth < 32 &&
	    (!x->func->cycle || x->func->cycle != k->cycle)) {
		const struct cycle *outer = k->cycle;

		k->depth++;
		k->cycle = x->func->cycle ? x->func->cycle : outer;
		for (size_t i = 0; i < func_bodies(x->func); i++)
			block_walk(func_body(x->func, i), find_set, find_call, k);
		k->cycle = outer;
		k->depth--;
	} else if (x->kind == E_SEQ) {
		block_walk(x->body, find_set, find_call, k);
	}
	return !k->set;
}

bool expr_sets(struct expr *x, const struct var *v)
{
	struct sets k = { .var = v };

	expr_walk(x, find_call, &k);
	return k.set;
}

static const struct expr *uncast(const struct expr *e)
{
	while (e->kind == E_CAST && type_is_int(e->type) && type_is_int(e->a->type))
		e = e->a;
	return e;
}

const struct expr *expr_added(const struct expr *to, const struct expr *value, bool *minus)
{
	value = uncast(value);
	if ((to->kind != E_VAR && to->kind != E_ELEM) || value->kind != E_BINARY ||
	    (value->op != OP_ADD && value->op != OP_SUB))
		return NULL;
	if (!same_expr(to, uncast(value->a)) || !type_is_int(to->var->type) || type_strip(to->var->type)->size < 4 ||
	    expr_sets(value->b, to->var))
		return NULL;
	*minus = value->op == OP_SUB;
	return value->b;
}
