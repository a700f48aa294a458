/*
 * store.c - variables of a running program: BPF maps, read and written from user space
 *
 * Aggregations are one cell per CPU. User space never writes those itself (it would lose an update
 * made meanwhile): what eval aggregates is added by a program of the object, "add_<ID>", which is
 * run for it on this CPU and does what a probe's handler does. clear() starts a new generation: a
 * cell that still carries an older one is empty, and whoever updates it next empties it first.
 */
#include "bpf/store.h"

#include <assert.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <linux/membarrier.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/shared.h"
#include "lang/agg/agg.h"
#include "lang/option.h"
#include "lang/probe.h"
#include "lib/buf.h"
#include "lib/arena.h"

static int snapshot(struct store *s, const struct var *v, struct snapshot *ret);

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

static struct store_bpf *of(struct store *s)
{
	return (struct store_bpf *)s;
}

static bool is_stat(const struct var *v)
{
	return v->type->kind == TY_STAT;
}

static bool in_map(const struct var *v)
{
	return is_stat(v) || v->keys.n;
}

/* a per-CPU map hands out values of a multiple of 8 bytes for each possible CPU */
static size_t stride(const struct var *v)
{
	return (v->value_size + 7) / 8 * 8;
}

static size_t map_value_size(const struct store_bpf *b, const struct var *v)
{
	return is_stat(v) ? stride(v) * b->ncpus : v->value_size;
}

static uint64_t generation(const struct store_bpf *b, const struct var *v)
{
	return v->resets ? __atomic_load_n(&b->g.vars[v->id].gen, __ATOMIC_RELAXED) : 0;
}

/* ---- epochs: see lang/prog/take.c ---- */
static uint64_t epoch(const struct store_bpf *b, const struct var *v)
{
	return b->epochs[v->id].ours ? b->epochs[v->id].old
				     : __atomic_load_n(&b->g.vars[v->id].epoch, __ATOMIC_RELAXED);
}

/* the key as it is in the map; an aggregation without keys lies in an array */
static const void *map_key(struct store_bpf *b, const struct var *v, const void *key)
{
	uint64_t now;

	if (!v->keys.n) {
		b->slot = v->taken ? epoch(b, v) & 1 : v->slot;
		return &b->slot;
	}
	if (!v->taken)
		return key;
	now = epoch(b, v);
	memmove(b->key, key, v->key_size - sizeof(now));
	memcpy(b->key + v->key_size - sizeof(now), &now, sizeof(now));
	return b->key;
}

static size_t key_size(const struct var *v)
{
	return v->keys.n ? v->key_size : sizeof(v->slot);
}

/* of a map that several share, the elements of this one; of two epochs, those of one */
static bool is_ours(const struct store_bpf *b, const struct var *v, const char *key)
{
	uint64_t tail;

	if (!v->keys.n || (!v->pool && !v->taken))
		return true;
	memcpy(&tail, key + v->key_size - sizeof(tail), sizeof(tail));
	return tail == (v->taken ? epoch(b, v) : v->id);
}

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
static bool merge_all(struct store_bpf *b, const struct var *v, const char *cells, void *into)
{
	uint64_t gen = generation(b, v);
	bool any = !v->resets;

	memset(into, 0, v->value_size);
	for (unsigned cpu = 0; cpu < b->ncpus; cpu++) {
		const char *cell = cells + cpu * stride(v);

		if (!is_current(v, cell, gen))
			continue;
		merge_cell(v, into, cell);
		any = true;
	}
	if (v->resets)
		*(uint64_t *)into = gen;
	return any;
}

/* ---- numbers that the kernel only adds to ---- */
static void note_seen(struct store_bpf *b, const struct var *v, const void *val)
{
	memcpy(&b->epochs[v->id].was, val, sizeof(int64_t));
	b->epochs[v->id].seen = true;
}

/* what others added since the handler looked stays */
static void add_difference(struct store_bpf *b, const struct var *v, const void *val)
{
	uint64_t *at = (void *)(b->g.globals + v->offset), to;

	memcpy(&to, val, sizeof(to));
	__atomic_fetch_add(at, to - (uint64_t)b->epochs[v->id].was, __ATOMIC_SEQ_CST);
	note_seen(b, v, val);
}

/* ---- one element ---- */
static bool get(struct store *s, const struct var *v, const void *key, void *val)
{
	struct store_bpf *b = of(s);

	if (!in_map(v)) {
		if (!b->g.globals || v->storage != V_GLOBAL)
			return false;
		memcpy(val, b->g.globals + v->offset, type_strip(v->type)->size);
		if (v->only_added)
			note_seen(b, v, val);
		return true;
	}
	if (b->fds[v->id] < 0)
		return false;
	key = map_key(b, v, key);
	if (!is_stat(v))
		return !bpf_map_lookup_elem(b->fds[v->id], key, val);
	return !bpf_map_lookup_elem(b->fds[v->id], key, b->percpu) && merge_all(b, v, b->percpu, val);
}

static uint64_t next_seq(struct store_bpf *b)
{
	return __atomic_fetch_add(&b->g.control->seq, 1, __ATOMIC_RELAXED);
}

/* the oldest element of a wrapping array goes; false: there is none */
static bool drop_oldest(struct store_bpf *b, const struct var *v)
{
	char *key = xmalloc(key_size(v));
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
	struct store_bpf *b = of(s);

	assert(!is_stat(v));
	if (!in_map(v)) {
		if (v->only_added && b->g.globals && b->epochs[v->id].seen)
			add_difference(b, v, val);
		else if (b->g.globals && v->storage == V_GLOBAL)
			memcpy(b->g.globals + v->offset, val, type_strip(v->type)->size);
		return 0;
	}
	if (b->fds[v->id] < 0)
		return 0;
	key = map_key(b, v, key);
	char *copy = xmalloc(v->value_size), *old = xmalloc(v->value_size);

	memcpy(copy, val, v->value_size);
	if (v->seq_offset) {		/* an element keeps its place when it is stored again */
		bool there = !bpf_map_lookup_elem(b->fds[v->id], key, old);
		uint64_t seq = there ? *(uint64_t *)(void *)(old + v->seq_offset) : next_seq(b);

		memcpy(copy + v->seq_offset, &seq, sizeof(seq));
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

	snapshot(&b->store, v, &all);
	for (size_t i = 0; i < all.entries.n; i++)
		bpf_map_delete_elem(b->fds[v->id], map_key(b, v, all.entries.v[i].key));
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
	size_t size = key_size(v), n = 0, most = 1u << 22;	/* some end, should it begin again for ever */
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

	snapshot(&b->store, v, &all);
	memset(b->percpu, 0, map_value_size(b, v));
	for (unsigned cpu = 0; cpu < b->ncpus && v->resets; cpu++)
		memcpy((char *)b->percpu + cpu * stride(v), &b->g.vars[v->id].gen, sizeof(uint64_t));
	for (size_t i = 0; i < all.entries.n; i++)
		bpf_map_update_elem(b->fds[v->id], map_key(b, v, all.entries.v[i].key), b->percpu, BPF_EXIST);
	snapshot_fini(&all);
}

static void clear(struct store *s, const struct var *v)
{
	struct store_bpf *b = of(s);

	if (b->epochs[v->id].ours)
		zero_ours(b, v);
	else if (v->resets)
		__atomic_fetch_add(&b->g.vars[v->id].gen, 1, __ATOMIC_SEQ_CST);
}

static void reset_scalar(struct store_bpf *b, const struct var *v)
{
	if (is_stat(v)) {
		if (b->epochs[v->id].ours) {	/* nobody else is there */
			b->epochs[v->id].used = false;
			memset(b->percpu, 0, map_value_size(b, v));
			bpf_map_update_elem(b->fds[v->id], map_key(b, v, NULL), b->percpu, BPF_ANY);
			return;
		}
		b->g.vars[v->id].used = 0;	/* gone, not zero: D's trunc() */
		if (v->resets) {
			clear(&b->store, v);
		} else if (b->fds[v->id] >= 0) {
			memset(b->percpu, 0, map_value_size(b, v));
			bpf_map_update_elem(b->fds[v->id], &v->slot, b->percpu, BPF_ANY);
		}
		return;
	}
	if (b->g.globals && v->storage == V_GLOBAL)
		memset(b->g.globals + v->offset, 0, type_strip(v->type)->size);
}

static void del(struct store *s, const struct var *v, const void *key)
{
	struct store_bpf *b = of(s);

	if (!v->keys.n)
		reset_scalar(b, v);
	else if (b->fds[v->id] >= 0 && key)
		bpf_map_delete_elem(b->fds[v->id], map_key(b, v, key));
	else if (b->fds[v->id] >= 0)
		del_all(b, v);
	if (!key)		/* what comes now is of the epoch that the others are in */
		b->epochs[v->id].ours = false;
}

static int aggregate(struct store *s, const struct var *v, const void *key, unsigned use, int64_t value,
		     int64_t incr)
{
	struct store_bpf *b = of(s);
	uint64_t ctx[] = { (uint64_t)value, (uint64_t)incr, use, epoch(b, v) };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

	assert(b->adders[v->id] >= 0);
	if (v->keys.n)
		memcpy(b->g.put, map_key(b, v, key), v->key_size);
	return bpf_prog_test_run_opts(b->adders[v->id], &opts) ? -errno : opts.retval ? -E2BIG : 0;
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
	struct entry e = { .key = xmalloc(key_size(v)), .val = xcalloc(1, v->value_size) };

	memcpy(e.key, key, key_size(v));
	if (v->taken && v->keys.n)	/* of no epoch, as eval makes them */
		memset((char *)e.key + v->key_size - sizeof(uint64_t), 0, sizeof(uint64_t));
	if (is_stat(v)) {
		e.cleared = !merge_all(w->b, v, value, e.val);
		if (w->b->g.opt->aggpercpu) {
			e.percpu = xmalloc(v->value_size * w->b->ncpus);
			for (unsigned cpu = 0; cpu < w->b->ncpus; cpu++)
				memcpy((char *)e.percpu + cpu * v->value_size, value + cpu * stride(v),
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
	size_t ksize = key_size(w->v), vsize = map_value_size(w->b, w->v);
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
			if (is_ours(w->b, w->v, keys + i * ksize))
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
	size_t ksize = key_size(w->v);
	char *key = xmalloc(ksize), *value = xmalloc(map_value_size(w->b, w->v));
	bool more = w->v->keys.n && !bpf_map_get_next_key(fd, NULL, key);

	if (!w->v->keys.n && !bpf_map_lookup_elem(fd, map_key(w->b, w->v, NULL), value) && was_used(w))
		add_entry(w, &w->v->slot, value);
	while (more) {
		if (is_ours(w->b, w->v, key) && !bpf_map_lookup_elem(fd, key, value))
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

static int snapshot(struct store *s, const struct var *v, struct snapshot *ret)
{
	struct store_bpf *b = of(s);
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

/* ---- taking away ---- */

enum { OFTEN_NS = 50000000, HANDLERS_US = 500 };

bool store_hurries(const struct probe *p)
{
	return p->role == ROLE_TICK && p->period_ns && p->period_ns < OFTEN_NS;
}

/*
 * What began before it has ended: handlers run inside of RCU's read sections. Of those that are in a hurry
 * a handler that was interrupted for longer may lose what it adds.
 */
static void wait_for_handlers(bool often)
{
	if (often)
		usleep(HANDLERS_US);
	else if (syscall(SYS_membarrier, MEMBARRIER_CMD_GLOBAL, 0, 0))
		usleep(20000);
}

void store_take(struct store *s, struct var *const *v, size_t n, bool often)
{
	struct store_bpf *b = of(s);

	for (size_t i = 0; i < b->g.prog->vars.n; i++)
		b->epochs[b->g.prog->vars.v[i]->id].seen = false;
	for (size_t i = 0; i < n; i++) {
		struct epochs *e = &b->epochs[v[i]->id];
		struct rt_var *rt = &b->g.vars[v[i]->id];

		e->used = __atomic_exchange_n(&rt->used, 0, __ATOMIC_SEQ_CST);
		e->old = __atomic_fetch_add(&rt->epoch, 1, __ATOMIC_SEQ_CST);
		e->ours = true;
	}
	if (n)
		wait_for_handlers(often);
}

static void join(struct store_bpf *b, const struct var *v, const struct entry *e)
{
	uint64_t ctx[] = { 0, 0, 0, epoch(b, v) };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

	if (v->keys.n)
		memcpy(b->g.put, map_key(b, v, e->key), v->key_size);
	memcpy(b->g.cell, e->val, v->value_size);
	bpf_prog_test_run_opts(b->joiners[v->id], &opts);
}

static void give_back(struct store_bpf *b, const struct var *v)
{
	struct snapshot left;

	snapshot(&b->store, v, &left);
	for (size_t i = 0; i < left.entries.n; i++) {
		struct entry *e = &left.entries.v[i];

		b->epochs[v->id].ours = true;
		if (v->keys.n)
			bpf_map_delete_elem(b->fds[v->id], map_key(b, v, e->key));
		else
			reset_scalar(b, v);
		b->epochs[v->id].ours = false;
		if (is_stat(v))
			join(b, v, e);
		else
			bpf_map_update_elem(b->fds[v->id], map_key(b, v, e->key), e->val, BPF_NOEXIST);
	}
	b->epochs[v->id].ours = false;
	snapshot_fini(&left);
}

void store_give_back(struct store *s, struct var *const *v, size_t n)
{
	struct store_bpf *b = of(s);

	for (size_t i = 0; i < n; i++)
		if (b->epochs[v[i]->id].ours)
			give_back(b, v[i]);
}

/* ---- SystemTap's sort ---- */
static bool reorder(struct store *s, const struct snapshot *to)
{
	struct store_bpf *b = of(s);
	const struct var *v = to->var;
	uint64_t first;

	if (b->placers[v->id] < 0)
		return false;
	first = __atomic_fetch_add(&b->g.control->seq, to->entries.n + 1, __ATOMIC_RELAXED) + 1;
	for (size_t i = 0; i < to->entries.n; i++) {
		uint64_t ctx[] = { first + i, 0, 0, 0 };
		struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

		memcpy(b->g.put, map_key(b, v, to->entries.v[i].key), v->key_size);
		bpf_prog_test_run_opts(b->placers[v->id], &opts);
	}
	return true;
}

/* ---- life ---- */
static int map_fd(const struct bpf_object *obj, const struct var *v, const char *suffix)
{
	char name[32];
	struct bpf_map *map;

	snprintf(name, sizeof(name), "v%u%s", v->pool ? v->pool->id : v->id, suffix);
	map = in_map(v) ? bpf_object__find_map_by_name(obj, name) : NULL;
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
				     .clear = clear, .snapshot = snapshot, .reorder = reorder, .ncpus = b->ncpus };
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
		if (in_map(v) && map_value_size(b, v) > largest)
			largest = map_value_size(b, v);
	}
	b->percpu = xmalloc(largest);
	b->key = xmalloc(longest);
	return &b->store;
}

void store_bpf_free(struct store *s)
{
	struct store_bpf *b = of(s);

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
