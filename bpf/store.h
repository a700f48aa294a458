/*
 * store.h - eval's store over BPF maps (lang/eval/store.h has the interface)
 */
#ifndef SONDE_BPF_STORE_H
#define SONDE_BPF_STORE_H

#include "lang/eval/store.h"

struct bpf_object;
struct options;
struct rt_control;
struct rt_var;

/*
 * A wrapping array has beside its map a queue of its keys in the order of their coming, so many
 * times as long: keys that are deleted stay in it (bpf/rt/parts/wrap.bpf.h).
 */
enum { STORE_WRAP_ORDER = 2 };

/* what the store stands on; all borrowed, mapped for as long as the store lives */
struct store_ground {
	struct bpf_object *obj;		/* loaded */
	const struct prog *prog;
	const struct options *opt;
	struct rt_control *control;
	struct rt_var	  *vars;	/* by var->id */
	char		  *globals;	/* V_GLOBAL scalars at var->offset; NULL: none */
	char		  *put;		/* a key for what adds to aggregations; NULL: nothing does */
	char		  *cell;	/* a cell that is added whole; NULL: none is */
};

struct store *store_bpf_new(const struct store_ground *g);
/* does the probe fire so often that it had better not wait for a grace period, some 16 ms? */
bool store_hurries(const struct probe *p);
/* around a handler: what it takes away (lang/prog/take.c) is its own; what it left comes back */
void store_take(struct store *s, struct var *const *v, size_t n, bool often);
void store_give_back(struct store *s, struct var *const *v, size_t n);
void store_bpf_free(struct store *s);		/* NULL is fine */

#endif
