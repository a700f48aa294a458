/*
 * store_take.c - what a handler of the session has for itself while others go on: see lang/prog/take.c
 */
#include <bpf/bpf.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "bpf/store_int.h"
#include "lang/probe.h"

/* ---- numbers that the kernel only adds to ---- */
void store_note_seen(struct store_bpf *b, const struct var *v, const void *val)
{
	memcpy(&b->epochs[v->id].was, val, sizeof(int64_t));
	b->epochs[v->id].seen = true;
}

/* what others added since the handler looked stays */
void store_add_difference(struct store_bpf *b, const struct var *v, const void *val)
{
	uint64_t *at = (void *)(b->g.globals + v->offset), to;

	memcpy(&to, val, sizeof(to));
	__atomic_fetch_add(at, to - (uint64_t)b->epochs[v->id].was, __ATOMIC_SEQ_CST);
	store_note_seen(b, v, val);
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
	struct store_bpf *b = store_of(s);

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
	uint64_t ctx[] = { 0, 0, 0, store_epoch(b, v) };
	struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

	if (v->keys.n)
		memcpy(b->g.put, store_key(b, v, e->key), v->key_size);
	memcpy(b->g.cell, e->val, v->value_size);
	bpf_prog_test_run_opts(b->joiners[v->id], &opts);
}

static void give_back(struct store_bpf *b, const struct var *v)
{
	struct snapshot left;

	store_snapshot(&b->store, v, &left);
	for (size_t i = 0; i < left.entries.n; i++) {
		struct entry *e = &left.entries.v[i];

		b->epochs[v->id].ours = true;
		if (v->keys.n)
			bpf_map_delete_elem(b->fds[v->id], store_key(b, v, e->key));
		else
			store_reset_scalar(b, v);
		b->epochs[v->id].ours = false;
		if (store_is_stat(v))
			join(b, v, e);
		else
			bpf_map_update_elem(b->fds[v->id], store_key(b, v, e->key), e->val, BPF_NOEXIST);
	}
	b->epochs[v->id].ours = false;
	snapshot_fini(&left);
}

void store_give_back(struct store *s, struct var *const *v, size_t n)
{
	struct store_bpf *b = store_of(s);

	for (size_t i = 0; i < n; i++)
		if (b->epochs[v[i]->id].ours)
			give_back(b, v[i]);
}

/* ---- SystemTap's sort ---- */
bool store_reorder(struct store *s, const struct snapshot *to)
{
	struct store_bpf *b = store_of(s);
	const struct var *v = to->var;
	uint64_t first;

	if (b->placers[v->id] < 0)
		return false;
	first = __atomic_fetch_add(&b->g.control->seq, to->entries.n + 1, __ATOMIC_RELAXED) + 1;
	for (size_t i = 0; i < to->entries.n; i++) {
		uint64_t ctx[] = { first + i, 0, 0, 0 };
		struct bpf_test_run_opts opts = { .sz = sizeof(opts), .ctx_in = ctx, .ctx_size_in = sizeof(ctx) };

		memcpy(b->g.put, store_key(b, v, to->entries.v[i].key), v->key_size);
		bpf_prog_test_run_opts(b->placers[v->id], &opts);
	}
	return true;
}
