/*
 * store_walk.c - elements of a variable copied out of its map, the cells of all CPUs as one
 */
#include <bpf/bpf.h>
#include <errno.h>
#include <stdlib.h>
#include "bpf/store_int.h"
#include "lang/agg/agg.h"
#include "lang/option.h"
#include "lib/arena.h"

/* ---- cells ---- */
static bool is_current(const struct var *v, const void *cell, uint64_t gen)
{
	return !v->resets || *(const uint64_t *)cell == gen;
}

static void merge_cell(const struct var *v, void *into, const void *from)
{
	for (size_t i = 0; i < v->aggs.n; i++) {
		const struct agg_use *u = &v->aggs.v[i];

		u->fn->merge((char *)into + u->offset, (const char *)from + u->offset, u->params);
	}
	if (!v->seq_offset)
		return;
	uint64_t *seq = (void *)((char *)into + v->seq_offset);
	uint64_t other = *(const uint64_t *)((const char *)from + v->seq_offset);

	if (other && (!*seq || other < *seq))
		*seq = other;
}

/* all CPUs into one; false: all of an older generation */
bool store_merge_all(struct store_bpf *b, const struct var *v, const char *cells, void *into)
{
	uint64_t gen = store_generation(b, v);
	bool any = !v->resets;

	memset(into, 0, v->value_size);
	for (unsigned cpu = 0; cpu < b->ncpus; cpu++) {
		const char *cell = cells + cpu * store_stride(v);

		if (!is_current(v, cell, gen))
			continue;
		merge_cell(v, into, cell);
		any = true;
	}
	if (v->resets)
		*(uint64_t *)into = gen;
	return any;
}

/* ---- snapshots ---- */
struct walk {			/* what is being copied */
	struct store_bpf *b;
	const struct var *v;
	struct snapshot *snap;
};

static void add_entry(struct walk *w, const void *key, const char *value)
{
	const struct var *v = w->v;
	struct entry e = { .key = xmalloc(store_key_size(v)), .val = xcalloc(1, v->value_size) };

	memcpy(e.key, key, store_key_size(v));
	if (v->taken && v->keys.n)	/* of no epoch, as eval makes them */
		memset((char *)e.key + v->key_size - sizeof(uint64_t), 0, sizeof(uint64_t));
	if (store_is_stat(v)) {
		e.cleared = !store_merge_all(w->b, v, value, e.val);
		if (w->b->g.opt->aggpercpu) {
			e.percpu = xmalloc(v->value_size * w->b->ncpus);
			for (unsigned cpu = 0; cpu < w->b->ncpus; cpu++)
				memcpy((char *)e.percpu + cpu * v->value_size, value + cpu * store_stride(v),
				       v->value_size);
		}
	} else {
		memcpy(e.val, value, v->value_size);
	}
	vec_push(NULL, &w->snap->entries, e);
}

/* one system call for many elements (kernel 5.6). -EOPNOTSUPP: this map cannot; nothing was added */
static int walk_batched(struct walk *w)
{
	size_t ksize = store_key_size(w->v), vsize = store_value_size(w->b, w->v);
	uint32_t room = vsize > 65536 ? 64 : (uint32_t)((4 << 20) / (vsize + ksize));
	char *keys = xmalloc(ksize * room), *values = xmalloc(vsize * room);
	uint64_t *pos = xcalloc(2, ksize > 8 ? ksize : 8);	/* the kernel's place: 4 bytes, or a key */
	bool first = true, any = false;
	int err = 0;

	while (!err) {
		uint32_t n = room;
		struct bpf_map_batch_opts opts = { .sz = sizeof(opts) };

		err = bpf_map_lookup_batch(w->b->fds[w->v->id], first ? NULL : pos, pos, keys, values, &n, &opts)
		      ? -errno : 0;
		if (err == -ENOSPC && room < 1u << 24) {	/* a bucket is longer than our buffer */
			room *= 4;
			keys = xrealloc(keys, ksize * room);
			values = xrealloc(values, vsize * room);
			err = 0;
			continue;
		}
		if (err && err != -ENOENT)
			break;
		for (uint32_t i = 0; i < n; i++)
			if (store_is_ours(w->b, w->v, keys + i * ksize))
				add_entry(w, keys + i * ksize, values + i * vsize);
		any |= n > 0;
		first = false;
	}
	free(pos);
	free(values);
	free(keys);
	return err == -ENOENT ? 0 : any ? err : -EOPNOTSUPP;
}

/* an aggregation without a key is there from the start, but nothing shows it until it was used */
static bool was_used(const struct walk *w)
{
	const struct var *v = w->v;

	if (v->keys.n)
		return true;
	return w->b->epochs[v->id].ours ? w->b->epochs[v->id].used
					: __atomic_load_n(&w->b->g.vars[v->id].used, __ATOMIC_RELAXED);
}

static void walk_singly(struct walk *w)
{
	int fd = w->b->fds[w->v->id];
	size_t ksize = store_key_size(w->v);
	char *key = xmalloc(ksize), *value = xmalloc(store_value_size(w->b, w->v));
	bool more = w->v->keys.n && !bpf_map_get_next_key(fd, NULL, key);

	if (!w->v->keys.n && !bpf_map_lookup_elem(fd, store_key(w->b, w->v, NULL), value) && was_used(w))
		add_entry(w, &w->v->slot, value);
	while (more) {
		if (store_is_ours(w->b, w->v, key) && !bpf_map_lookup_elem(fd, key, value))
			add_entry(w, key, value);
		more = !bpf_map_get_next_key(fd, key, key);
	}
	free(value);
	free(key);
}

static int by_seq(const void *a, const void *b, void *offset)
{
	uint64_t x, y;

	memcpy(&x, (const char *)((const struct entry *)a)->val + *(const size_t *)offset, sizeof(x));
	memcpy(&y, (const char *)((const struct entry *)b)->val + *(const size_t *)offset, sizeof(y));
	return x < y ? -1 : x > y;
}

int store_snapshot(struct store *s, const struct var *v, struct snapshot *ret)
{
	struct store_bpf *b = store_of(s);
	struct walk w = { .b = b, .v = v, .snap = ret };

	*ret = (struct snapshot){ .var = v, .ncpus = b->ncpus };
	if (b->fds[v->id] < 0)
		return 0;
	if (!v->keys.n || walk_batched(&w) == -EOPNOTSUPP)
		walk_singly(&w);
	if (v->seq_offset && ret->entries.n) {
		size_t offset = v->seq_offset;

		qsort_r(ret->entries.v, ret->entries.n, sizeof(*ret->entries.v), by_seq, &offset);
	}
	return 0;
}
