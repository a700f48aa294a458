/*
 * store_int.h - what the store*.c files share and nobody else needs
 */
#ifndef SONDE_STORE_INT_H
#define SONDE_STORE_INT_H

#include <string.h>
#include "bpf/shared.h"
#include "bpf/store.h"

struct store_bpf {
	struct store store;
	struct store_ops ops;
	struct store_ground g;
	unsigned ncpus;
	int *fds;			/* by var->id; -1: no map */
	int *orders;			/* ... of the queues of wrapping arrays' keys */
	int *adders;			/* ... of the programs that add for eval */
	int *joiners;			/* ... of those that add a whole cell */
	int *placers;			/* ... of those that say where an element is in the order */
	void *percpu;			/* one value of every CPU, room for the largest */
	char *key;			/* a key with its epoch, room for the largest */
	struct epochs {
		bool	 used;		/* an aggregation without keys was, when it was taken */
		bool	 ours;		/* the handler that runs has what was there at `old` for itself */
		uint64_t old;
		bool	 seen;		/* var.only_added: the handler has read it, or set it, and then it was */
		int64_t	 was;
	} *epochs;			/* by var->id */
	uint32_t slot;
};

static inline struct store_bpf *store_of(struct store *s)
{
	return (struct store_bpf *)s;
}

static inline bool store_is_stat(const struct var *v)
{
	return v->type->kind == TY_STAT;
}

static inline bool store_in_map(const struct var *v)
{
	return store_is_stat(v) || v->keys.n;
}

/* a per-CPU map hands out values of a multiple of 8 bytes for each possible CPU */
static inline size_t store_stride(const struct var *v)
{
	return (v->value_size + 7) / 8 * 8;
}

static inline size_t store_value_size(const struct store_bpf *b, const struct var *v)
{
	return store_is_stat(v) ? store_stride(v) * b->ncpus : v->value_size;
}

static inline uint64_t store_generation(const struct store_bpf *b, const struct var *v)
{
	return v->resets ? __atomic_load_n(&b->g.vars[v->id].gen, __ATOMIC_RELAXED) : 0;
}

static inline size_t store_key_size(const struct var *v)
{
	return v->keys.n ? v->key_size : sizeof(v->slot);
}

/* ---- store.c ---- */
uint64_t store_epoch(const struct store_bpf *b, const struct var *v);	/* whose elements the handler at work sees */
/* the key as it is in the map; good until the next call */
const void *store_key(struct store_bpf *b, const struct var *v, const void *key);
bool store_is_ours(const struct store_bpf *b, const struct var *v, const char *key);
void store_reset_scalar(struct store_bpf *b, const struct var *v);

/* ---- store_walk.c ---- */
/* all CPUs' cells into one; false: all of an older generation */
bool store_merge_all(struct store_bpf *b, const struct var *v, const char *cells, void *into);
int store_snapshot(struct store *s, const struct var *v, struct snapshot *ret);

/* ---- store_take.c ---- */
void store_note_seen(struct store_bpf *b, const struct var *v, const void *val);
void store_add_difference(struct store_bpf *b, const struct var *v, const void *val);
bool store_reorder(struct store *s, const struct snapshot *to);

#endif
