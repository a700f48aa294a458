/*
 * store_mem.c - a store in plain memory: one "CPU", elements in order of insertion
 *
 * For tests and for eval without root. Elements are found through a hash of their key bytes and
 * kept in a vector, so that the order of insertion needs no sorting.
 */
#include <errno.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/store.h"
#include "lib/map.h"

struct mem_elem {
	void  *key, *val;	/* heap */
	size_t key_size;
	bool   cleared;		/* D clear() came after the last update */
};

struct mem_var {		/* elements of one variable; a scalar has one with no key */
	const struct var *var;
	struct map *index;	/* key bytes to struct mem_elem */
	VEC(struct mem_elem *) elems;	/* in order of insertion; heap */
};

struct mem_store {
	struct store base;
	VEC(struct mem_var *) vars;
};

static struct mem_var *find_var(struct store *s, const struct var *v)
{
	struct mem_store *m = (struct mem_store *)s;

	for (size_t i = 0; i < m->vars.n; i++) {
		if (m->vars.v[i]->var == v)
			return m->vars.v[i];
	}
	struct mem_var *ret = xcalloc(1, sizeof(*ret));

	ret->var = v;
	ret->index = map_new();
	vec_push(NULL, &m->vars, ret);
	return ret;
}

static size_t val_size(const struct var *v)
{
	size_t n = v->value_size ? v->value_size : v->type->size;

	return n ? (n + 7) & ~(size_t)7 : 8;
}

static size_t key_size(const struct var *v)
{
	return v->key_size + (v->storage == V_THREAD ? sizeof(uint64_t) : 0);
}

/* a map key of at least one byte, so that scalars have one too */
static struct mem_elem *find_elem(struct mem_var *mv, const void *key)
{
	return key ? map_getn(mv->index, key, key_size(mv->var)) : map_getn(mv->index, "", 1);
}

static void free_elem(struct mem_elem *e)
{
	free(e->key);
	free(e->val);
	free(e);
}

static void remove_elem(struct mem_var *mv, struct mem_elem *e)
{
	size_t i = 0;

	while (mv->elems.v[i] != e)
		i++;
	memmove(&mv->elems.v[i], &mv->elems.v[i + 1], (mv->elems.n - i - 1) * sizeof(e));
	mv->elems.n--;
	if (e->key)
		map_deln(mv->index, e->key, e->key_size);
	else
		map_deln(mv->index, "", 1);
	free_elem(e);
}

/* the element, made when it is absent; NULL: the array is full */
static struct mem_elem *need_elem(struct mem_var *mv, const void *key)
{
	struct mem_elem *e = find_elem(mv, key);
	const struct var *v = mv->var;

	if (e)
		return e;
	if (key && v->max_entries && mv->elems.n >= v->max_entries) {
		if (!v->wrap)
			return NULL;
		remove_elem(mv, mv->elems.v[0]);	/* the oldest */
	}
	e = xcalloc(1, sizeof(*e));
	e->val = xcalloc(1, val_size(v));
	if (key) {
		e->key_size = key_size(v);
		e->key = xcalloc(1, e->key_size + 1);
		memcpy(e->key, key, e->key_size);
		map_putn(mv->index, e->key, e->key_size, e);
	} else {
		map_putn(mv->index, "", 1, e);
	}
	vec_push(NULL, &mv->elems, e);
	return e;
}

static bool mem_get(struct store *s, const struct var *v, const void *key, void *val)
{
	struct mem_elem *e = find_elem(find_var(s, v), key);

	if (!e)
		return false;
	memcpy(val, e->val, val_size(v));
	return true;
}

static int mem_set(struct store *s, const struct var *v, const void *key, const void *val)
{
	struct mem_elem *e = need_elem(find_var(s, v), key);

	if (!e)
		return -E2BIG;
	memcpy(e->val, val, val_size(v));
	return 0;
}

static void mem_del(struct store *s, const struct var *v, const void *key)
{
	struct mem_var *mv = find_var(s, v);
	struct mem_elem *e = key ? find_elem(mv, key) : NULL;

	if (e)
		remove_elem(mv, e);
	while (!key && mv->elems.n)
		remove_elem(mv, vec_last(&mv->elems));
}

static int mem_aggregate(struct store *s, const struct var *v, const void *key, unsigned use,
			 int64_t value, int64_t incr)
{
	struct mem_elem *e = need_elem(find_var(s, v), key);

	if (!e)
		return -E2BIG;
	e->cleared = false;
	for (size_t i = 0; i < v->aggs.n; i++) {
		const struct agg_use *u = &v->aggs.v[i];

		if (use == ~0u || use == i)
			u->fn->apply((char *)e->val + u->offset, u->params, value, incr);
	}
	return 0;
}

static void mem_clear(struct store *s, const struct var *v)
{
	struct mem_var *mv = find_var(s, v);

	for (size_t i = 0; i < mv->elems.n; i++) {
		memset(mv->elems.v[i]->val, 0, val_size(v));
		mv->elems.v[i]->cleared = true;
	}
}

static void *copy_of(const void *from, size_t size)
{
	void *ret = xmalloc(size + 1);

	if (size)
		memcpy(ret, from, size);
	return ret;
}

static int mem_snapshot(struct store *s, const struct var *v, struct snapshot *ret)
{
	struct mem_var *mv = find_var(s, v);

	*ret = (struct snapshot){ .var = v, .ncpus = s->ops->ncpus };
	for (size_t i = 0; i < mv->elems.n; i++) {
		const struct mem_elem *e = mv->elems.v[i];
		struct entry at = {
			.key = copy_of(e->key, e->key_size),
			.val = copy_of(e->val, val_size(v)),
			.percpu = copy_of(e->val, val_size(v)),
			.cleared = e->cleared,
		};

		vec_push(NULL, &ret->entries, at);
	}
	return 0;
}

static const struct store_ops mem_ops = {
	.get = mem_get, .set = mem_set, .del = mem_del, .aggregate = mem_aggregate,
	.clear = mem_clear, .snapshot = mem_snapshot, .ncpus = 1,
};

void snapshot_fini(struct snapshot *s)
{
	for (size_t i = 0; i < s->entries.n; i++) {
		free(s->entries.v[i].key);
		free(s->entries.v[i].val);
		free(s->entries.v[i].percpu);
		free(s->entries.v[i].merged);
	}
	vec_fini(&s->entries);
}

struct store *store_mem_new(void)
{
	struct mem_store *m = xcalloc(1, sizeof(*m));

	m->base.ops = &mem_ops;
	return &m->base;
}

void store_mem_free(struct store *s)
{
	struct mem_store *m = (struct mem_store *)s;

	if (!m)
		return;
	for (size_t i = 0; i < m->vars.n; i++) {
		struct mem_var *mv = m->vars.v[i];

		for (size_t j = 0; j < mv->elems.n; j++)
			free_elem(mv->elems.v[j]);
		vec_fini(&mv->elems);
		map_free(mv->index);
		free(mv);
	}
	vec_fini(&m->vars);
	free(m);
}
