/*
 * store.c - variables of a running program: BPF maps, read and written from user space
 *
 * Aggregations are one cell per CPU. User space never writes those itself (it would lose an update
 * made meanwhile): what eval aggregates is added by a program of the object, "add_<ID>", which is
 * run for it on this CPU and does what a probe's handler does. clear() starts a new generation: a
 * cell that still carries an older one is empty, and whoever updates it next empties it first.
 */
#include <assert.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <sched.h>
#include <string.h>
#include "bpf/store_int.h"
#include "lang/option.h"
#include "lib/arena.h"
#include "lib/buf.h"

/* ---- epochs: see lang/prog/take.c ---- */
uint64_t store_epoch(const struct store_bpf *b, const struct var *v)
{
	return b->epochs[v->id].ours ? b->epochs[v->id].old
				     : __atomic_load_n(&b->g.vars[v->id].epoch, __ATOMIC_RELAXED);
}

/* the key as it is in the map; an aggregation without keys lies in an array */
const void *store_key(struct store_bpf *b, const struct var *v, const void *key)
{
	uint64_t now;

	if (!v->keys.n) {
		b->slot = v->taken ? store_epoch(b, v) & 1 : v->slot;
		return &b->slot;
	}
	if (!v->taken)
		return key;
	now = store_epoch(b, v);
	memmove(b->key, key, v->key_size - sizeof(now));
	memcpy(b->key + v->key_size - sizeof(now), &now, sizeof(now));
	return b->key;
}

/* of a map that several share, the elements of this one; of two epochs, those of one */
bool store_is_ours(const struct store_bpf *b, const struct var *v, const char *key)
{
	uint64_t tail;

	if (!v->keys.n || (!v->pool && !v->taken))
		return true;
	memcpy(&tail, key + v->key_size - sizeof(tail), sizeof(tail));
	return tail == (v->taken ? store_epoch(b, v) : v->id);
}

/* ---- one element ---- */
static bool get(struct store *s, const struct var *v, const void *key, void *val)
{
	struct store_bpf *b = store_of(s);

	if (!store_in_map(v)) {
		if (!b->g.globals || v->storage != V_GLOBAL)
			return false;
		memcpy(val, b->g.globals + v->offset, type_strip(v->type)->size);
		if (v->only_added)
			store_note_seen(b, v, val);
		return true;
	}
	if (b->fds[v->id] < 0)
		return false;
	key = store_key(b, v, key);
	if (!store_is_stat(v))
		return !bpf_map_lookup_elem(b->fds[v->id], key, val);
	return !bpf_map_lookup_elem(b->fds[v->id], key, b->percpu) && store_merge_all(b, v, b->percpu, val);
}

static uint64_t next_seq(struct store_bpf *b)
{
	return __atomic_fetch_add(&b->g.control->seq, 1, __ATOMIC_RELAXED);
}

/* the oldest element of a wrapping array goes; false: there is none */
static bool drop_oldest(struct store_bpf *b, const struct var *v)
{
	char *key = xmalloc(store_key_size(v));
	bool gone = false;

	while (!gone && !bpf_map_lookup_and_delete_elem(b->orders[v->id], NULL, key))
		gone = !bpf_map_delete_elem(b->fds[v->id], key);
	free(key);
	return gone;
}

static void note_newest(struct store_bpf *b, const struct var *v, const void *key)
{
	bpf_map_update_elem(b->orders[v->id], NULL, key, BPF_EXIST);	/* a full queue loses its first */
}

/* handlers on other CPUs may be quicker to take what was made free */
enum { WRAP_TRIES = 10000 };

static int store_elem(struct store_bpf *b, const struct var *v, const void *key, const void *val)
{
	int fd = b->fds[v->id], err;
	char *old = xmalloc(v->value_size);
	bool fresh = v->wrap && bpf_map_lookup_elem(fd, key, old);

	free(old);
	err = bpf_map_update_elem(fd, key, val, BPF_ANY) ? -errno : 0;
	for (int i = 0; v->wrap && err == -E2BIG && i < WRAP_TRIES; i++) {
		if (!drop_oldest(b, v))		/* a handler has stored its element, but not queued it yet */
			sched_yield();
		err = bpf_map_update_elem(fd, key, val, BPF_ANY) ? -errno : 0;
	}
	if (!err && fresh)
		note_newest(b, v, key);
	return err == -ENOMEM ? -E2BIG : err;
}

static int set(struct store *s, const struct var *v, const void *key, const void *val)
{
	struct store_bpf *b = store_of(s);

	assert(!store_is_stat(v));
	if (!store_in_map(v)) {
		if (v->only_added && b->g.globals && b->epochs[v->id].seen)
			store_add_difference(b, v, val);
		else if (b->g.globals && v->storage == V_GLOBAL)
			memcpy(b->g.globals + v->offset, val, type_strip(v->type)->size);
		return 0;
	}
	if (b->fds[v->id] < 0)
		return 0;
	key = store_key(b, v, key);
	char *copy = xmalloc(v->value_size), *old = xmalloc(v->value_size);

	memcpy(copy, val, v->value_size);
	if (v->seq_offset) {		/* an element keeps its place when it is stored again */
		bool there = !bpf_map_lookup_elem(b->fds[v->id], key, old);
		uint64_t seq = there ? *(uint64_t *)(void *)(old + v->seq_offset) : next_seq(b);

		memcpy(copy + v->seq_offset, &seq, sizeof(seq));
		if (v->birth_offset != v->seq_offset)
			memcpy(copy + v->birth_offset, there ? old + v->birth_offset : copy + v->seq_offset, sizeof(seq));
	}
	int err = store_elem(b, v, key, copy);

	free(old);
	free(copy);
	return err;
}

/* ---- all elements ---- */
static void del_ours(struct store_bpf *b, const struct var *v)
{
	struct snapshot all;

	store_snapshot(&b->store, v, &all);
	for (size_t i = 0; i < all.entries.n; i++)
		bpf_map_delete_elem(b->fds[v->id], store_key(b, v, all.entries.v[i].key));
	snapshot_fini(&all);
}

/*
 * The keys first: deleting is a system call, which a script may count in the very same array, and
 * what it makes anew must not be waited for. A walk that loses its place to somebody else's delete
 * begins again, which finds keys twice.
 */
static void del_all(struct store_bpf *b, const struct var *v)
{
	int fd = b->fds[v->id];
	size_t size = store_key_size(v), n = 0, most = 1u << 22;	/* some end, should it begin again for ever */
	struct buf keys = BUF_INIT;
	char *key = xmalloc(size);

	if (v->pool || v->taken) {
		del_ours(b, v);
		free(key);
		return;
	}
	for (int err = bpf_map_get_next_key(fd, NULL, key); !err && n < most; n++) {
		buf_add(&keys, key, size);
		err = bpf_map_get_next_key(fd, key, key);
	}
	for (size_t i = 0; i < n; i++)
		bpf_map_delete_elem(fd, keys.s + i * size);
	buf_fini(&keys);
	free(key);
}

/* what was taken away keeps its keys, and comes back empty */
static void zero_ours(struct store_bpf *b, const struct var *v)
{
	struct snapshot all;

	store_snapshot(&b->store, v, &all);
	memset(b->percpu, 0, store_value_size(b, v));
	for (unsigned cpu = 0; cpu < b->ncpus && v->resets; cpu++)
		memcpy((char *)b->percpu + cpu * store_stride(v), &b->g.vars[v->id].gen, sizeof(uint64_t));
	for (size_t i = 0; i < all.entries.n; i++)
		bpf_map_update_elem(b->fds[v->id], store_key(b, v, all.entries.v[i].key), b->percpu, BPF_EXIST);
	snapshot_fini(&all);
}

static void clear(struct store *s, const struct var *v)
{
	struct store_bpf *b = store_of(s);

	if (b->epochs[v->id].ours)
		zero_ours(b, v);
	else if (v->resets)
		__atomic_fetch_add(&b->g.vars[v->id].gen, 1, __ATOMIC_SEQ_CST);
}

void store_reset_scalar(struct store_bpf *b, const struct var *v)
{
	if (store_is_stat(v)) {
		if (b->epochs[v->id].ours) {	/* nobody else is there */
			b->epochs[v->id].used = false;
			memset(b->percpu, 0, store_value_size(b, v));
			bpf_map_update_elem(b->fds[v->id], store_key(b, v, NULL), b->percpu, BPF_ANY);
			return;
		}
		b->g.vars[v->id].used = 0;	/* gone, not zero: D's trunc() */
		if (v->resets) {
			clear(&b->store, v);
		} else if (b->fds[v->id] >= 0) {
			memset(b->percpu, 0, store_value_size(b, v));
			bpf_map_update_elem(b->fds[v->id], &v->slot, b->percpu, BPF_ANY);
		}
		return;
	}
	if (b->g.globals && v->storage == V_GLOBAL)
		memset(b->g.globals + v->offset, 0, type_strip(v->type)->size);
}

static void del(struct store *s, const struct var *v, const void *key)
{
	struct store_bpf *b = store_of(s);

	if (!v->keys.n)
		store_reset_scalar(b, v);
	else if (b->fds[v->id] >= 0 && key)
		bpf_map_delete_elem(b->fds[v->id], store_key(b, v, key));
	else if (b->fds[v->id] >= 0)
		del_all(b, v);
	if (!key)		/* what comes now is of the epoch that the others are in */
		b->epochs[v->id].ours = false;
}

static int aggregate(struct store *s, const struct var *v, const void *key, unsigned use, int64_t value,
		     int64_t incr)
{
	struct store_bpf *b = store_of(s);
	uint64_t ctx[] = { (uint64_t)value, (uint64_t)incr, use, store_epoch(b, v) };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

	assert(b->adders[v->id] >= 0);
	if (v->keys.n)
		memcpy(b->g.put, store_key(b, v, key), v->key_size);
	return bpf_prog_test_run_opts(b->adders[v->id], &opts) ? -errno : opts.retval ? -E2BIG : 0;
}

/* ---- life ---- */
static int map_fd(const struct bpf_object *obj, const struct var *v, const char *suffix)
{
	char name[32];
	struct bpf_map *map;

	snprintf(name, sizeof(name), "v%u%s", v->pool ? v->pool->id : v->id, suffix);
	map = store_in_map(v) ? bpf_object__find_map_by_name(obj, name) : NULL;
	return map ? bpf_map__fd(map) : -1;
}

static int program_fd(const struct bpf_object *obj, const char *what, const struct var *v)
{
	char name[32];
	struct bpf_program *prog;

	snprintf(name, sizeof(name), "%s_%u", what, v->id);
	prog = bpf_object__find_program_by_name(obj, name);
	return prog ? bpf_program__fd(prog) : -1;
}

struct store *store_bpf_new(const struct store_ground *g)
{
	struct store_bpf *b = xcalloc(1, sizeof(*b));
	int ncpus = libbpf_num_possible_cpus();
	size_t n = g->prog->vars.n, largest = 8, longest = 8;

	b->g = *g;
	b->ncpus = ncpus > 0 ? (unsigned)ncpus : 1;
	b->ops = (struct store_ops){ .get = get, .set = set, .del = del, .aggregate = aggregate,
				     .clear = clear, .snapshot = store_snapshot, .reorder = store_reorder, .ncpus = b->ncpus };
	b->store.ops = &b->ops;
	b->fds = xcalloc(n + 1, sizeof(*b->fds));
	b->orders = xcalloc(n + 1, sizeof(*b->orders));
	b->adders = xcalloc(n + 1, sizeof(*b->adders));
	b->joiners = xcalloc(n + 1, sizeof(*b->joiners));
	b->placers = xcalloc(n + 1, sizeof(*b->placers));
	b->epochs = xcalloc(n + 1, sizeof(*b->epochs));
	for (size_t i = 0; i < n; i++) {
		const struct var *v = g->prog->vars.v[i];

		b->fds[v->id] = map_fd(g->obj, v, "");
		b->adders[v->id] = program_fd(g->obj, "add", v);
		b->joiners[v->id] = program_fd(g->obj, "join", v);
		b->placers[v->id] = program_fd(g->obj, "place", v);
		if (v->keys.n && v->key_size > longest)
			longest = v->key_size;
		b->orders[v->id] = v->wrap ? map_fd(g->obj, v, "_order") : -1;
		if (store_in_map(v) && store_value_size(b, v) > largest)
			largest = store_value_size(b, v);
	}
	b->percpu = xmalloc(largest);
	b->key = xmalloc(longest);
	return &b->store;
}

void store_bpf_free(struct store *s)
{
	struct store_bpf *b = store_of(s);

	if (!s)
		return;
	free(b->key);
	free(b->percpu);
	free(b->epochs);
	free(b->placers);
	free(b->joiners);
	free(b->adders);
	free(b->orders);
	free(b->fds);
	free(b);
}

