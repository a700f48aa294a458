/*
 * store.h - where eval's and the session loop's variables are: BPF maps, or plain memory in tests
 */
#ifndef SONDE_STORE_H
#define SONDE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include "lang/eval/value.h"
#include "lang/prog/prog.h"
#include "lib/vec.h"

/* one element of an array or aggregation, copied out; cells are merged over all CPUs */
struct entry {
	void *key;		/* var->key_size bytes in the layout of prog_layout() */
	void *val;		/* var->value_size bytes: value, or cell */
	void *percpu;		/* aggpercpu: value_size bytes per CPU, or NULL */
	bool  cleared;		/* D clear(): key kept, nothing counted since */
	char *merged;		/* keys that went into this one, nmerged of them; NULL: its own only */
	size_t nmerged;
	void *sort;		/* for who sorts */
};

struct snapshot {
	const struct var *var;
	VEC(struct entry) entries;	/* heap; order of insertion where the store knows it */
	unsigned ncpus;
};

struct store;
struct store_ops {
	/* scalars and elements; key NULL for a scalar. get: false when the element is absent */
	bool (*get)(struct store *, const struct var *, const void *key, void *val);
	/* 0, or -E2BIG when the array is full */
	int  (*set)(struct store *, const struct var *, const void *key, const void *val);
	void (*del)(struct store *, const struct var *, const void *key);	/* key NULL: all, or reset */
	/* use: index in var->aggs, or ~0u for all of them; 0, or -E2BIG when there is no room for the key */
	int  (*aggregate)(struct store *, const struct var *, const void *key, unsigned use,
			  int64_t value, int64_t incr);
	/* D clear(): values go, keys stay */
	void (*clear)(struct store *, const struct var *);
	/* consistent copy; free with snapshot_fini */
	int  (*snapshot)(struct store *, const struct var *, struct snapshot *ret);
	/* elements stay in the order that the snapshot has; false: who asks has to remember it. NULL: never */
	bool (*reorder)(struct store *, const struct snapshot *);
	unsigned ncpus;
};

struct store { const struct store_ops *ops; };

void snapshot_fini(struct snapshot *s);
/*
 * snapshot_merge - entries whose symbols are the same become one (sym(), mod() and so on as keys)
 * Which addresses are one symbol is known in user space only; the map has an element for each.
 */
struct runtime;
void snapshot_merge(struct runtime *rt, struct snapshot *s);
struct store *store_mem_new(void);		/* plain memory, for tests and rootless eval */
void store_mem_free(struct store *s);

#endif
