/*
 * rows.c - join aggregations on equal keys and put them in D's order (D reference 5.6, 5.7)
 */
#include <stdlib.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/rows.h"
#include "lang/eval/runtime.h"
#include "lib/map.h"

static const struct agg_use *use_of(const struct agg_rows *r, size_t k)
{
	return &r->aggs[k]->aggs.v[0];
}

const void *agg_rows_cell(const struct agg_rows *r, const struct agg_row *row, size_t k)
{
	const struct entry *e = row->entries[k];

	return e && !e->cleared ? (const char *)e->val + use_of(r, k)->offset : r->zero;
}

const void *agg_rows_percpu(const struct agg_rows *r, const struct agg_row *row, size_t k, unsigned cpu)
{
	const struct entry *e = row->entries[k];

	if (!e || !e->percpu)
		return NULL;
	if (e->cleared)
		return r->zero;
	return (const char *)e->percpu + cpu * r->aggs[k]->value_size + use_of(r, k)->offset;
}

/* ---- keys ---- */
static size_t key_room(const struct var *var, size_t k)
{
	size_t end = k + 1 < var->key_offsets.n ? var->key_offsets.v[k + 1] : var->key_size;
	size_t room = end - var->key_offsets.v[k], size = type_strip(var->keys.v[k])->size;

	return size && size < room ? size : room;
}

static void load_keys(const struct var *var, const void *key, struct value *ret)
{
	for (size_t k = 0; k < var->keys.n; k++)
		ret[k] = value_load(var->keys.v[k], (const char *)key + var->key_offsets.v[k],
				    key_room(var, k));
}

/* equal keys give equal bytes, also when the variables' strings differ in their bounds */
static void canonical(struct buf *out, const struct value *keys, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		uint64_t size = keys[k].p ? keys[k].len : sizeof(keys[k].i);

		buf_add(out, &size, sizeof(size));
		buf_add(out, keys[k].p ? keys[k].p : (const void *)&keys[k].i, size);
	}
}

static int compare_bytes(const void *a, size_t na, const void *b, size_t nb)
{
	int c = memcmp(a, b, na < nb ? na : nb);

	return c ? c : na < nb ? -1 : na > nb;
}

static uint64_t as_unsigned(const struct value *v)
{
	uint64_t size = type_strip(v->type)->size;

	return size && size < 8 ? (uint64_t)v->i & (((uint64_t)1 << 8 * size) - 1) : (uint64_t)v->i;
}

static int compare_usym(const struct value *a, const struct value *b)
{
	uint64_t x[2] = { 0 }, y[2] = { 0 };

	memcpy(x, a->p, a->len < sizeof(x) ? a->len : sizeof(x));
	memcpy(y, b->p, b->len < sizeof(y) ? b->len : sizeof(y));
	if (x[0] != y[0])
		return x[0] < y[0] ? -1 : 1;
	return x[1] < y[1] ? -1 : x[1] > y[1];
}

int agg_compare_key(const struct value *a, const struct value *b)
{
	if (!a->p || !b->p) {
		uint64_t x = as_unsigned(a), y = as_unsigned(b);

		return x < y ? -1 : x > y;
	}
	if (type_strip(a->type)->kind == TY_USYMADDR && type_strip(b->type)->kind == TY_USYMADDR)
		return compare_usym(a, b);
	return compare_bytes(a->p, a->len, b->p, b->len);
}

/* ---- order ---- */
static int compare_keys(const struct agg_rows *r, const struct agg_row *a, const struct agg_row *b)
{
	const struct options *o = r->rt->opt;
	size_t from = o && o->aggsortkeypos < r->nkeys ? o->aggsortkeypos : 0;

	for (size_t i = 0; i < r->nkeys; i++) {
		size_t k = (from + i) % r->nkeys;
		int c = agg_compare_key(&a->keys[k], &b->keys[k]);

		if (c)
			return c;
	}
	return 0;
}

static int compare_values(const struct agg_rows *r, const struct agg_row *a, const struct agg_row *b)
{
	const struct options *o = r->rt->opt;
	size_t from = o && o->aggsortpos < r->n ? o->aggsortpos : 0;

	for (size_t i = 0; i < r->n; i++) {
		size_t k = (from + i) % r->n;
		const struct agg_use *use = use_of(r, k);
		int c = use->fn->compare(agg_rows_cell(r, a, k), agg_rows_cell(r, b, k), use->params);

		if (c)
			return c;
	}
	return 0;
}

static int compare_rows(const void *x, const void *y, void *ctx)
{
	const struct agg_rows *r = ctx;
	const struct options *o = r->rt->opt;
	int c = o && o->aggsortkey ? 0 : compare_values(r, x, y);

	if (c == 0)
		c = compare_keys(r, x, y);
	return o && o->aggsortrev ? -c : c;
}

/* ---- rows ---- */
static struct agg_row *add_row(struct agg_rows *r, const struct value *keys)
{
	struct agg_row row = {
		.keys = xcalloc(r->nkeys + 1, sizeof(*row.keys)),
		.entries = xcalloc(r->n, sizeof(*row.entries)),
	};

	if (r->nkeys)
		memcpy(row.keys, keys, r->nkeys * sizeof(*keys));
	vec_push(NULL, &r->rows, row);
	return &vec_last(&r->rows);
}

/* numbers of rows by canonical key; a number is kept plus one, as a pointer */
static void join(struct agg_rows *r, struct map *seen, const struct snapshot *s, size_t k)
{
	struct value *keys = xcalloc(r->nkeys + 1, sizeof(*keys));
	struct buf name = BUF_INIT;

	for (size_t i = 0; i < s->entries.n; i++) {
		load_keys(r->aggs[k], s->entries.v[i].key, keys);
		buf_reset(&name);
		canonical(&name, keys, r->nkeys);
		uintptr_t at = r->n > 1 ? (uintptr_t)map_getn(seen, buf_str(&name), name.len) : 0;

		if (at == 0) {
			add_row(r, keys);
			at = r->rows.n;
			if (r->n > 1)
				map_putn(seen, buf_str(&name), name.len, (void *)at);
		}
		r->rows.v[at - 1].entries[k] = &s->entries.v[i];
	}
	buf_fini(&name);
	free(keys);
}

void agg_rows_init(struct agg_rows *r, struct runtime *rt, const struct var *const *aggs, size_t n)
{
	struct map *seen = map_new();
	size_t size = 0;

	*r = (struct agg_rows){ .aggs = aggs, .n = n, .nkeys = aggs[0]->keys.n, .rt = rt };
	for (size_t k = 0; k < n; k++) {
		const struct snapshot *s = rt->ops->agg(rt, aggs[k]);
		const struct agg_use *use = use_of(r, k);

		if (size < use->fn->size(use->params))
			size = use->fn->size(use->params);
		if (!s)
			continue;
		r->ncpus = s->ncpus;
		join(r, seen, s, k);
	}
	map_free(seen);
	r->zero = xcalloc(1, size);
	if (r->rows.n)
		qsort_r(r->rows.v, r->rows.n, sizeof(*r->rows.v), compare_rows, r);
}

void agg_rows_fini(struct agg_rows *r)
{
	for (size_t i = 0; i < r->rows.n; i++) {
		free(r->rows.v[i].keys);
		free(r->rows.v[i].entries);
	}
	vec_fini(&r->rows);
	free(r->zero);
}
