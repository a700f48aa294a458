/*
 * symmerge.c - entries of an aggregation that are one symbol become one
 *
 * The kernel counts under addresses. sym(), func() and usym() stand for the symbol's start, mod() and
 * umod() for the first address of that module that is met; uaddr() stays what it is. A user stack whose rest was
 * walked outside of the kernel becomes one with those that were walked inside.
 */
#include <stdlib.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/eval/frame.h"
#include "lang/eval/print.h"
#include "lang/eval/runtime.h"
#include "lib/map.h"

struct merge {
	struct runtime *rt;
	struct snapshot *snap;
	struct map *modules;	/* "PID MODULE" -> address + 1 */
	struct map *known;	/* key -> number of the entry + 1 */
};

static bool is_symbol(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_STACK || ((t->kind == TY_SYMADDR || t->kind == TY_USYMADDR) && sym_form_of(t) != SYM_OFFSET);
}

static bool has_symbol(const struct var *v)
{
	for (size_t i = 0; i < v->keys.n; i++)
		if (is_symbol(v->keys.v[i]))
			return true;
	return false;
}

static uint64_t module_address(struct merge *m, pid_t pid, const char *module, uint64_t addr)
{
	struct buf name = BUF_INIT;

	buf_printf(&name, "%d %s", (int)pid, module);
	uintptr_t known = (uintptr_t)map_get(m->modules, buf_str(&name));

	if (!known)
		map_put(m->modules, buf_str(&name), (void *)(uintptr_t)(addr + 1));
	buf_fini(&name);
	return known ? known - 1 : addr;
}

/* the frames as they would be if the kernel's side had walked them all */
static void complete(struct merge *m, const struct type *t, char *at)
{
	uint32_t *head = (uint32_t *)(void *)at;
	uint64_t *pc = (uint64_t *)(void *)(at + 8);
	const uint64_t *rest;
	struct stack_frames f;

	if (!head[0] || !head[1] || head[1] > (t->size - 8) / 8 || !m->rt->ops->rest ||
	    m->rt->ops->rest(m->rt, pc[head[1] - 1], &rest) < 0)
		return;
	stack_frames(m->rt, at, t->size, &f);
	memset(pc, 0, t->size - 8);
	memcpy(pc, f.pc, f.n * sizeof(*pc));
	head[1] = (uint32_t)f.n;
}

/* the address that stands for all that are shown as the same text */
static void settle(struct merge *m, const struct type *t, char *at)
{
	bool user = type_strip(t)->kind == TY_USYMADDR;
	uint64_t pair[2] = { 0 };	/* process, address */
	struct sym sym = { 0 };

	memcpy(user ? pair : pair + 1, at, user ? 16 : 8);
	pid_t pid = (pid_t)pair[0];
	bool found = user ? m->rt->ops->usym && m->rt->ops->usym(m->rt, pid, pair[1], &sym)
			  : m->rt->ops->ksym && m->rt->ops->ksym(m->rt, pair[1], &sym);

	if (!found || !sym.module)
		return;
	if (sym_form_of(t) == SYM_MODULE)
		pair[1] = module_address(m, pid, sym.module, pair[1]);
	else if (sym.name)
		pair[1] -= sym.offset;
	memcpy(at, user ? pair : pair + 1, user ? 16 : 8);
}

static void merge_cell(const struct var *v, void *into, const void *from)
{
	for (size_t i = 0; i < v->aggs.n; i++) {
		const struct agg_use *u = &v->aggs.v[i];

		u->fn->merge((char *)into + u->offset, (const char *)from + u->offset, u->params);
	}
}

static void add_key(struct entry *e, const void *key, size_t size)
{
	e->merged = xrealloc(e->merged, (e->nmerged + 1) * size);
	memcpy(e->merged + e->nmerged++ * size, key, size);
}

/* from's memory is taken over or freed */
static void merge_entry(struct merge *m, struct entry *into, struct entry *from, const void *key)
{
	const struct var *v = m->snap->var;

	add_key(into, key, v->key_size);
	if (into->cleared && !from->cleared) {
		memcpy(into->val, from->val, v->value_size);
		into->cleared = false;
	} else if (!from->cleared) {
		merge_cell(v, into->val, from->val);
	}
	for (unsigned cpu = 0; into->percpu && from->percpu && cpu < m->snap->ncpus; cpu++)
		merge_cell(v, (char *)into->percpu + cpu * v->value_size,
			   (const char *)from->percpu + cpu * v->value_size);
	free(from->key);
	free(from->val);
	free(from->percpu);
}

static void merge_one(struct merge *m, struct entry e, size_t *n)
{
	const struct var *v = m->snap->var;
	char *raw = xmalloc(v->key_size);

	memcpy(raw, e.key, v->key_size);
	for (size_t k = 0; k < v->keys.n; k++)
		if (type_strip(v->keys.v[k])->kind == TY_STACK)
			complete(m, type_strip(v->keys.v[k]), (char *)e.key + v->key_offsets.v[k]);
		else if (is_symbol(v->keys.v[k]))
			settle(m, v->keys.v[k], (char *)e.key + v->key_offsets.v[k]);
	uintptr_t at = (uintptr_t)map_getn(m->known, e.key, v->key_size);

	if (at) {
		merge_entry(m, &m->snap->entries.v[at - 1], &e, raw);
	} else {
		map_putn(m->known, e.key, v->key_size, (void *)(*n + 1));
		add_key(&e, raw, v->key_size);
		m->snap->entries.v[(*n)++] = e;
	}
	free(raw);
}

void snapshot_merge(struct runtime *rt, struct snapshot *s)
{
	struct merge m = { .rt = rt, .snap = s };
	size_t all = s->entries.n, n = 0;

	if (!rt->ops || !has_symbol(s->var))
		return;
	m.modules = map_new();
	m.known = map_new();
	for (size_t i = 0; i < all; i++)
		merge_one(&m, s->entries.v[i], &n);
	s->entries.n = n;
	map_free(m.modules);
	map_free(m.known);
}
