/*
 * late.c - values that are made when the action that shows them is carried out
 *
 * A function with a body in user space only (ctime, usymname) may stand in the argument of an action
 * of a kernel handler: what it is made of goes into the record, and the session loop calls it. So may
 * what is made from its value by functions and operators that user space has.
 */
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

static bool can_fault(struct expr *e, void *ctx)
{
	if (e->kind == E_LOAD || e->kind == E_INDEX || e->kind == E_FCALL || e->kind == E_SEQ ||
	    (e->kind == E_BINARY && (e->op == OP_DIV || e->op == OP_MOD)) ||
	    (e->kind == E_CALL && e->builtin->flags & B_FAULTS))
		*(bool *)ctx = true;
	return true;
}

/* only one of two is wanted, but both would be carried along */
static bool is_harmless(struct expr *e)
{
	bool faults = false;

	expr_walk(e, can_fault, &faults);
	return !faults;
}

static bool is_late(const struct expr *e, bool must);

/*
 * must: only what the kernel cannot do is late. What can fault is told where it stands, and may be caught
 * there, so nothing below it is late for the sake of speed alone.
 */
static bool call_is_late(const struct expr *e, bool must)
{
	const struct builtin *b = e->builtin;

	if (!b->user || b->peeks || b->flags & B_NOW || e->type->kind == TY_VOID)
		return false;
	if (!b->bpf || (e->fmt && !must))	/* formats are cheaper there, too */
		return true;
	for (size_t i = 0; i < e->args.n; i++)
		if (is_late(e->args.v[i], must || b->flags & B_FAULTS))
			return true;
	return false;
}

/* print(@hist_log(s)): its buckets are taken along, and drawn later */
static bool is_histogram(const struct expr *e)
{
	return e->kind == E_AGGREAD && e->type->kind == TY_STAT;
}

static bool is_late(const struct expr *e, bool must)
{
	bool divides = e->kind == E_BINARY && (e->op == OP_DIV || e->op == OP_MOD);

	switch (e->kind) {
	case E_CALL:
		return call_is_late(e, must);
	case E_UNARY: case E_CAST:
		return is_late(e->a, must);
	case E_BINARY:
		return (is_late(e->a, must || divides) || is_late(e->b, must || divides)) &&
		       ((e->op != OP_ANDAND && e->op != OP_OROR) || is_harmless(e->b));
	case E_COND:
		return (is_late(e->a, must) || is_late(e->b, must) || is_late(e->c, must)) &&
		       is_harmless(e->b) && is_harmless(e->c);
	case E_CONST: case E_STR: case E_VAR: case E_ELEM: case E_IN: case E_VARREF: case E_CTX: case E_LOAD:
	case E_MEMBER: case E_INDEX: case E_ADDR: case E_FCALL: case E_SEQ:
		break;
	case E_AGGREAD:
		return is_histogram(e);
	}
	return false;
}

bool expr_is_late(const struct expr *e)
{
	return is_late(e, false);
}

static bool is_known(const struct expr *e)
{
	return e->kind == E_CONST || e->kind == E_STR || e->kind == E_VARREF;
}

void late_leaves(struct expr *e, void (*fn)(struct expr *leaf, void *ctx), void *ctx)
{
	if (!e || is_known(e))
		return;
	if (!expr_is_late(e)) {
		fn(e, ctx);
		return;
	}
	late_leaves(e->a, fn, ctx);
	late_leaves(e->b, fn, ctx);
	late_leaves(e->c, fn, ctx);
	for (size_t i = 0; i < e->args.n; i++)
		late_leaves(e->args.v[i], fn, ctx);
}

/* what stands in a late expression for a value that the record carries */
static struct expr *stand_in(struct prog *p, struct expr *e, struct expr *carrier)
{
	struct expr *v = prog_expr(p, E_VAR, e->type, e->span);

	v->var = arena_new_of(p->arena, struct var);
	*v->var = (struct var){ .name = "", .storage = V_LOCAL, .type = e->type, .span = e->span,
				.id = (unsigned)carrier->args.n };
	vec_push(p->arena, &carrier->args, e);
	return v;
}

/* the same histogram as an array of numbers, one for each bucket */
static struct expr *buckets_of(struct prog *p, const struct expr *e)
{
	const struct agg_use *use = &e->var->aggs.v[e->use];
	struct expr *ret = arena_dup(p->arena, e, sizeof(*e));

	ret->type = type_array(p->arena, &type_uint64, agg_buckets(use->fn, use->params));
	return ret;
}

static struct expr *split(struct prog *p, struct expr *e, struct expr *carrier)
{
	if (!e || is_known(e))
		return e;
	if (!expr_is_late(e))
		return stand_in(p, e, carrier);
	struct expr *copy = arena_dup(p->arena, e, sizeof(*e));

	memset(&copy->args, 0, sizeof(copy->args));
	if (is_histogram(e)) {
		copy->a = stand_in(p, buckets_of(p, e), carrier);
		return copy;
	}
	for (size_t i = 0; i < e->args.n; i++)
		vec_push(p->arena, &copy->args, split(p, e->args.v[i], carrier));
	copy->a = split(p, e->a, carrier);
	copy->b = split(p, e->b, carrier);
	copy->c = split(p, e->c, carrier);
	return copy;
}

struct expr *late_call(struct prog *p, struct expr *call, struct expr **late)
{
	struct expr *carrier = prog_expr(p, E_CALL, &type_void, call->span);
	struct expr *copy = arena_dup(p->arena, call, sizeof(*call));

	carrier->builtin = &builtin_late;
	memset(&copy->args, 0, sizeof(copy->args));
	for (size_t i = 0; i < call->args.n; i++)
		vec_push(p->arena, &copy->args, stand_in(p, call->args.v[i], carrier));
	*late = copy;
	return carrier;
}

struct expr *late_split(struct prog *p, struct expr *call, struct expr **late)
{
	bool any = false;

	*late = NULL;
	for (size_t i = 0; i < call->args.n; i++)
		any |= expr_is_late(call->args.v[i]);
	if (!any)
		return call;
	struct expr *carrier = prog_expr(p, E_CALL, &type_void, call->span);
	struct expr *copy = arena_dup(p->arena, call, sizeof(*call));

	carrier->builtin = &builtin_late;
	memset(&copy->args, 0, sizeof(copy->args));
	for (size_t i = 0; i < call->args.n; i++)
		vec_push(p->arena, &copy->args, split(p, call->args.v[i], carrier));
	*late = copy;
	return carrier;
}
