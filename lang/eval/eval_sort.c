/*
 * eval_sort.c - the order in which foreach walks
 *
 * SystemTap's sort reorders the array itself: a loop without a direction comes after in the order of
 * the last sort, elements that are newer behind it, and another sort leaves equals in it. Stores know
 * the order of insertion; one that cannot be given another (store.reorder) has the order of such an array
 * remembered here.
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/eval_int.h"
#include "lib/map.h"

struct order {			/* what foreach sorts by */
	const struct foreach *fe;
	const struct agg_use *use;
};

static int compare_entries(const void *a, const void *b, void *ctx)
{
	const struct order *o = ctx;
	const struct entry *x = a, *y = b;
	const struct var *var = o->fe->array;
	int d;

	if (o->use) {
		const char *l = (const char *)x->val + o->use->offset;
		const char *r = (const char *)y->val + o->use->offset;
		int64_t i = o->use->fn->value(l, o->use->params), j = o->use->fn->value(r, o->use->params);

		d = (i > j) - (i < j);
	} else if (o->fe->sort_by >= 0) {
		struct value l = eval_entry_key(var, x, (size_t)o->fe->sort_by);
		struct value r = eval_entry_key(var, y, (size_t)o->fe->sort_by);

		d = value_order(&l, &r);
	} else {
		struct value l = value_load(var->type, x->val, bytes_of(var->type));
		struct value r = value_load(var->type, y->val, bytes_of(var->type));

		d = value_order(&l, &r);
	}
	if (d)
		return o->fe->sort < 0 ? -d : d;
	return (x->sort > y->sort) - (x->sort < y->sort);	/* stable: what was equal stays as it was */
}

/* the aggregating function whose value sorts a statistic; NULL: not a statistic */
static const struct agg_use *sort_use(const struct foreach *fe)
{
	const struct var *var = fe->array;

	if (var->type->kind != TY_STAT || fe->sort_by >= 0)
		return NULL;
	if (fe->sort_use >= 0)
		return &var->aggs.v[fe->sort_use];
	const struct aggfn *count = agg_find_stap("count");

	for (size_t i = 0; i < var->aggs.n; i++) {
		if (var->aggs.v[i].fn == count)
			return &var->aggs.v[i];
	}
	return var->aggs.n ? &var->aggs.v[0] : NULL;
}

/* ---- the order of the last sort ---- */

static int by_rank(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return (x->sort > y->sort) - (x->sort < y->sort);
}

static void remember(struct runtime *rt, const struct var *var, const struct snapshot *snap)
{
	if (!rt->orders)
		rt->orders = xcalloc(rt->prog->vars.n + 1, sizeof(*rt->orders));
	map_free(rt->orders[var->id]);
	rt->orders[var->id] = map_new();
	for (size_t i = 0; i < snap->entries.n; i++)
		map_putn(rt->orders[var->id], snap->entries.v[i].key, var->key_size, (void *)(uintptr_t)(i + 1));
}

static void as_remembered(const struct map *order, const struct var *var, struct snapshot *snap)
{
	for (size_t i = 0; i < snap->entries.n; i++) {
		struct entry *e = &snap->entries.v[i];
		void *rank = map_getn(order, e->key, var->key_size);

		e->sort = rank ? rank : (void *)(uintptr_t)((1ull << 40) + i);
	}
	qsort(snap->entries.v, snap->entries.n, sizeof(struct entry), by_rank);
}

void eval_forget_order(struct runtime *rt, const struct var *var)
{
	if (!rt->orders)
		return;
	map_free(rt->orders[var->id]);
	rt->orders[var->id] = NULL;
}

void eval_forget_place(struct runtime *rt, const struct var *var, const void *key)
{
	if (rt->orders && rt->orders[var->id])
		map_deln(rt->orders[var->id], key, var->key_size);
}

void eval_forget_orders(struct runtime *rt)
{
	for (size_t i = 0; rt->orders && i < rt->prog->vars.n; i++)
		map_free(rt->orders[i]);
	free(rt->orders);
	rt->orders = NULL;
}

void eval_sort(struct eval *e, const struct foreach *fe, struct snapshot *snap)
{
	struct order o = { .fe = fe, .use = sort_use(fe) };
	struct map *last = e->rt->orders ? e->rt->orders[fe->array->id] : NULL;

	if (!snap->entries.n)
		return;
	if (last)
		as_remembered(last, fe->array, snap);
	for (size_t i = 0; i < snap->entries.n; i++)
		snap->entries.v[i].sort = &snap->entries.v[i];	/* original place, as a number */
	if (fe->sort)
		qsort_r(snap->entries.v, snap->entries.n, sizeof(struct entry), compare_entries, &o);
	if (!fe->sort || !var_reorders(fe->array))
		return;
	if (!e->rt->store->ops->reorder || !e->rt->store->ops->reorder(e->rt->store, snap))
		remember(e->rt, fe->array, snap);
}
