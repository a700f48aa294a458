/*
 * look.c - a session that runs, as somebody sees it who looks in from time to time: cmd/monitor.c
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <errno.h>
#include <inttypes.h>
#include <string.h>
#include "bpf/look.h"
#include "bpf/session_int.h"
#include "lang/agg/agg.h"
#include "lang/eval/print.h"
#include "lang/option.h"
#include "lib/arena.h"

void look_begin(struct session *s)
{
	if (s->opt->monitor)
		s->impl->muted = xcalloc(times_pairs(s) + 1, sizeof(bool));
}

void look_fini(struct session *s)
{
	free(s->impl->muted);
	s->impl->muted = NULL;
}

/* ---- probes ---- */
struct seen_probe *look_probes(struct session *s, size_t *n)
{
	struct rt_time *times = times_now(s);
	struct seen_probe *ret = xcalloc(times_pairs(s) + 1, sizeof(*ret));

	*n = 0;
	for (size_t i = 0; i < s->prog->clauses.n; i++) {
		const struct clause *c = s->prog->clauses.v[i];

		for (size_t k = 0; k < c->probes.n; k++, ++*n)
			ret[*n] = (struct seen_probe){ c, c->probes.v[k], times[*n], s->impl->muted && s->impl->muted[*n] };
	}
	free(times);
	return ret;
}

void look_forget(struct session *s)
{
	times_forget(s);
}

bool look_is_muted(const struct session *s, const struct clause *c, const struct probe *p)
{
	return s->impl->muted && s->impl->muted[times_index(s, c, p)];
}

int look_mute(struct session *s, const struct seen_probe *p, bool muted)
{
	struct bpf_map *map = bpf_object__find_map_by_name(s->obj, "muted");
	uint64_t key = (uint64_t)p->clause->id << 32 | p->probe->index;
	uint32_t yes = 1;

	s->impl->muted[times_index(s, p->clause, p->probe)] = muted;
	if (!map)
		return 0;
	if (!muted)
		return bpf_map_delete_elem(bpf_map__fd(map), &key) && errno != ENOENT ? -errno : 0;
	return bpf_map_update_elem(bpf_map__fd(map), &key, &yes, BPF_ANY) ? -errno : 0;
}

void look_pause(struct session *s, bool paused)
{
	gate_move(s, paused ? RT_GATE_OPEN : RT_GATE_CLOSED, paused ? RT_GATE_CLOSED : RT_GATE_OPEN);
}

/* ---- variables ---- */
static int64_t in_buckets(const struct agg_use *u, const char *cell)
{
	int64_t sum = 0;

	for (unsigned i = 0; i < agg_buckets(u->fn, u->params); i++)
		sum += agg_bucket_count(u->fn, cell + u->offset, u->params, i);
	return sum;
}

static void put_cell(struct buf *out, const struct var *v, const char *cell)
{
	for (size_t i = 0; i < v->aggs.n; i++) {
		const struct agg_use *u = &v->aggs.v[i];
		const char *name = u->fn->stap_name ? u->fn->stap_name : u->fn->d_name;

		buf_printf(out, "%s%s=", i ? " " : "", name);
		if (agg_buckets(u->fn, u->params))
			buf_printf(out, "(of %" PRId64 ")", in_buckets(u, cell));	/* a picture has no place in a line */
		else
			buf_printf(out, "%" PRId64, u->fn->value(cell + u->offset, u->params));
	}
}

/* in one line: a stack's lines are put beside each other */
static void put_value(struct runtime *rt, struct buf *out, const struct value *v)
{
	struct buf text = BUF_INIT;
	const char *between = "";
	char *rest;

	if (type_is_stringish(type_strip(v->type))) {
		buf_quote(out, v->p, strnlen(v->p, v->len));
		return;
	}
	print_key(rt, &text, v);
	rest = text.s;
	for (char *word; (word = strsep(&rest, " \n")); between = *word ? " " : between)
		buf_printf(out, "%s%s", *word ? between : "", word);
	buf_fini(&text);
}

static void put_keys(struct runtime *rt, struct buf *out, const struct var *v, const char *key)
{
	for (size_t i = 0; i < v->keys.n; i++) {
		struct value k = value_load(v->keys.v[i], key + v->key_offsets.v[i], v->keys.v[i]->size);

		buf_puts(out, i ? ", " : "");
		put_value(rt, out, &k);
	}
}

static int64_t weight(const struct var *v, const struct entry *e)
{
	if (v->type->kind != TY_STAT)
		return v->type->kind == TY_STRING ? 0 : value_load(v->type, e->val, v->type->size).i;
	for (size_t i = 0; i < v->aggs.n; i++)
		if (!agg_buckets(v->aggs.v[i].fn, v->aggs.v[i].params))
			return v->aggs.v[i].fn->value((char *)e->val + v->aggs.v[i].offset, v->aggs.v[i].params);
	return 0;
}

static int by_weight(const void *a, const void *b, void *var)
{
	int64_t x = weight(var, a), y = weight(var, b);

	return x < y ? 1 : x > y ? -1 : 0;
}

static void put_content(struct session *s, struct buf *out, const struct var *v, const void *bytes)
{
	buf_puts(out, " = ");
	if (v->type->kind == TY_STAT) {
		put_cell(out, v, bytes);
	} else {
		struct value got = value_load(v->type, bytes, v->type->size);

		put_value(&s->rt, out, &got);
	}
	buf_putc(out, '\n');
}

static void put_array(struct session *s, struct buf *out, const struct var *v, size_t rows)
{
	struct snapshot snap = { 0 };
	bool d = s->prog->lang == LANG_D && v->type->kind == TY_STAT;

	if (s->store->ops->snapshot(s->store, v, &snap))
		return;
	if (v->keys.n)
		qsort_r(snap.entries.v, snap.entries.n, sizeof(*snap.entries.v), by_weight, (void *)(uintptr_t)v);
	for (size_t i = 0; i < snap.entries.n && i < rows; i++) {
		const struct entry *e = &snap.entries.v[i];

		buf_printf(out, "%s%s", d ? "@" : "", d && !strcmp(v->name, "_") ? "" : v->name);
		if (v->keys.n) {
			buf_putc(out, '[');
			put_keys(&s->rt, out, v, e->key);
			buf_putc(out, ']');
		}
		put_content(s, out, v, e->val);
	}
	if (snap.entries.n > rows)
		buf_printf(out, "%s: %zu more\n", v->name, snap.entries.n - rows);
	snapshot_fini(&snap);
}

static void put_scalar(struct session *s, struct buf *out, const struct var *v)
{
	void *bytes = xcalloc(1, v->value_size + 8);

	if (s->store->ops->get(s->store, v, NULL, bytes)) {
		buf_puts(out, v->name);
		put_content(s, out, v, bytes);
	}
	free(bytes);
}

void look_variables(struct session *s, struct buf *out, size_t rows)
{
	for (size_t i = 0; i < s->prog->vars.n; i++) {
		const struct var *v = s->prog->vars.v[i];

		if (v->hidden || v->storage != V_GLOBAL)
			continue;
		if (v->keys.n || v->type->kind == TY_STAT)
			put_array(s, out, v, rows);
		else
			put_scalar(s, out, v);
	}
}

/* ---- memory ---- */
/* "memlock" of a map's descriptor, which newer kernels fill with what it really takes */
static uint64_t map_memory(int fd)
{
	struct buf text = BUF_INIT;
	char path[64];
	uint64_t ret = 0;
	const char *at;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	if (!buf_read_file(&text, -1, path)) {
		at = strstr(buf_str(&text), "memlock:");
		ret = at ? strtoull(at + strlen("memlock:"), NULL, 10) : 0;
	}
	buf_fini(&text);
	return ret;
}

uint64_t look_memory(const struct session *s)
{
	struct bpf_map *map;
	uint64_t sum = 0;

	bpf_object__for_each_map(map, s->obj)
		sum += map_memory(bpf_map__fd(map));
	return sum;
}
