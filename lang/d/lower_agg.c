/*
 * lower_agg.c - @a[keys] = function(...) (reference D, section 5)
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/d/lower.h"

bool d_is_agg(const struct d_node *n)
{
	while (n->kind == DN_INDEX)
		n = n->a;
	return n->kind == DN_AGG;
}

/* an aggregation named as an argument of an action */
struct expr *d_agg_ref(struct d_lower *l, const struct d_node *n, enum diag_tag bad)
{
	struct d_var *dv = d_find_var(l, V_LOCAL, n->str);
	struct expr *e;

	if (!dv) {
		diag_error(l->diag, n->span, bad, "aggregation @%s is not defined before this", n->str);
		diag_hint(l->diag, "it becomes defined by an assignment: @%s[...] = count();", n->str);
		return d_error(l, n->span);
	}
	e = prog_expr(l->prog, E_VARREF, &type_stat, n->span);
	e->var = dv->var;
	return e;
}

/* ---- the function and its constants ---- */
static bool parse_params(struct d_lower *l, const struct aggfn *fn, const struct d_node *call, struct agg_use *use,
			 unsigned given)
{
	enum diag_tag tag = ERR_PROTO_ARG;
	const char *wrong;

	for (unsigned i = 0; i < given; i++) {
		const struct d_node *arg = call->list.v[1 + i];

		if (d_const_int(l, arg, &use->params[i]))
			continue;
		diag_error(l->diag, arg->span, fn->params[i].type_tag, "%s of %s() must be a constant integer",
			   fn->params[i].name, fn->d_name);
		return false;
	}
	agg_default_params(fn, use->params, given);
	use->nparams = fn->nparams;
	wrong = agg_check_params(fn, use->params, given, &tag);
	if (wrong)
		diag_error(l->diag, call->span, tag, "%s", wrong);
	return !wrong;
}

static bool same_use(struct d_lower *l, const struct var *v, const struct agg_use *use, const struct d_node *call)
{
	const struct agg_use *old = &v->aggs.v[0];

	if (old->fn != use->fn) {
		diag_error(l->diag, call->span, ERR_AGG_REDEF, "@%s is used with %s(), and here with %s()", v->name,
			   old->fn->d_name, use->fn->d_name);
		diag_note(l->diag, v->span, "first used here");
		return false;
	}
	for (unsigned i = 0; i < use->nparams; i++) {
		if (old->params[i] == use->params[i])
			continue;
		diag_error(l->diag, call->span, use->fn->params[i].match_tag,
			   "%s of %s() is %lld, but %lld in an earlier use of @%s", use->fn->params[i].name, use->fn->d_name,
			   (long long)use->params[i], (long long)old->params[i], v->name);
		return false;
	}
	return true;
}

static bool count_fits(struct d_lower *l, const struct aggfn *fn, const struct sig *sig, const struct d_node *call)
{
	size_t n = call->list.n;

	if (n >= sig->min && n <= sig->nargs)
		return true;
	diag_error(l->diag, call->span, ERR_PROTO_LEN, "%s() takes %s, not %zu argument%s", fn->d_name, fn->sig, n,
		   n == 1 ? "" : "s");
	return false;
}

static struct expr *agg_value(struct d_lower *l, const struct aggfn *fn, const struct d_node *n, const char *what,
			      enum diag_tag tag)
{
	struct expr *e = d_expr(l, n);

	if (d_is_error(e) || (type_is_scalar(e->type) && !d_xlated(l, e)))
		return d_is_error(e) ? e : prog_cast(l->prog, e, type_is_signed(e->type) ? &type_int64 : &type_uint64);
	diag_error(l->diag, e->span, tag, "%s of %s() must be a scalar, not %s%s", what, fn->d_name,
		   d_xlated(l, e) ? "a translated " : "", d_tstr(l, e->type));
	if (tag == ERR_AGG_SCALAR && type_is_stringish(e->type))
		diag_hint(l->diag, "for a table of names, key by the name and use count()");
	return d_error(l, n->span);
}

static const struct aggfn *function_of(struct d_lower *l, const struct d_node *n)
{
	const struct aggfn *fn = n->kind == DN_CALL && n->str ? agg_find_d(n->str) : NULL;

	if (fn)
		return fn;
	if (n->kind == DN_CALL && n->str && !builtin_find(LANG_D, n->str, (int)n->list.n))
		diag_error(l->diag, n->span, ERR_FUNC_UNDEF, "unknown aggregating function %s()", n->str);
	else
		diag_error(l->diag, n->span, ERR_AGG_FUNC, "an aggregation is assigned an aggregating function");
	diag_hint(l->diag, "these are: count, sum, avg, min, max, stddev, quantize, lquantize, llquantize");
	return NULL;
}

/* ---- the variable and its keys ---- */
static struct d_var *agg_var(struct d_lower *l, const struct d_node *n, const struct agg_use *use,
			     const struct d_node *call, bool *fresh)
{
	struct d_var *dv = d_find_var(l, V_LOCAL, n->str);

	*fresh = !dv;
	if (dv)
		return same_use(l, dv->var, use, call) ? dv : NULL;
	dv = d_new_var(l, V_LOCAL, n->str, &type_stat, n->span);
	vec_push(l->arena, &dv->var->aggs, *use);
	return dv;
}

static bool speculation_allows(struct d_lower *l, struct span at)
{
	if (l->speculated)
		diag_error(l->diag, at, ERR_AGG_SPEC, "aggregation after speculate()");
	else if (l->committed)
		diag_error(l->diag, at, ERR_AGG_COMM, "aggregation after commit()");
	l->aggregated++;
	return !l->speculated && !l->committed;
}

void d_agg_assign(struct d_lower *l, const struct d_node *n, struct block *block)
{
	const struct d_node *keys = n->a->kind == DN_INDEX ? n->a : NULL, *name = keys ? keys->a : n->a, *call = n->b;
	const struct d_node no_keys = { .kind = DN_INDEX, .span = n->a->span };
	struct agg_use use = { 0 };
	struct builtin row = { 0 };
	struct sig sig;
	bool fresh;

	if (name->kind != DN_AGG) {
		diag_error(l->diag, n->a->span, ERR_AGG_MDIM, "an aggregation is indexed once: @a[key, key]");
		return;
	}
	if (n->has_op) {
		diag_error(l->diag, n->span, ERR_AGG_FUNC, "an aggregation is assigned with =, as in @%s = sum(x)", name->str);
		return;
	}
	use.fn = function_of(l, call);
	if (!use.fn || !speculation_allows(l, n->span))
		return;
	row.sig = arena_printf(l->arena, "void %s", use.fn->sig);
	if (!builtin_sig(&row, &sig) || !count_fits(l, use.fn, &sig, call))
		return;

	/* value, constants, weight: the weight is what stands behind the constants */
	unsigned has_value = sig.nargs > 0, behind = (unsigned)call->list.n - (call->list.n ? has_value : 0);
	unsigned nconst = behind < use.fn->nparams ? behind : use.fn->nparams;

	if (!parse_params(l, use.fn, call, &use, nconst))
		return;

	struct stmt *s = prog_stmt(l->prog, S_AGG, n->span);
	bool ok = true;

	if (has_value) {
		vec_push(l->arena, &s->args, agg_value(l, use.fn, call->list.v[0], "argument 1", ERR_AGG_SCALAR));
		ok = !d_is_error(s->args.v[0]);
	}
	if (behind > nconst) {
		s->value = agg_value(l, use.fn, call->list.v[1 + nconst], "the increment",
				     use.fn->incr_tag ? use.fn->incr_tag : ERR_PROTO_ARG);
		ok &= !d_is_error(s->value);
	}

	struct d_var *dv = agg_var(l, name, &use, call, &fresh);

	if (!dv)
		return;
	s->to = prog_expr(l->prog, E_VARREF, &type_stat, n->a->span);
	s->to->var = dv->var;
	ok &= d_keys(l, dv->var, keys ? keys : &no_keys, fresh, s->to, true);
	if (ok)
		prog_add(l->prog, block, s);
}
