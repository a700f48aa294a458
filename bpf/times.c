/*
 * times.c - the option times (stap -t): how often every clause ran at every probe, and how long
 *
 * The kernel counts in nanoseconds, the report is in cycles of the time stamp counter, which is
 * compared with the clock over the session. Without the option no program has any of this.
 */
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>
#ifdef __x86_64__
#include <x86intrin.h>
#endif
#include "bpf/session_int.h"
#include "lang/option.h"
#include "lib/arena.h"

static uint64_t now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec;
}

static uint64_t now_cycles(void)
{
#ifdef __x86_64__
	return __rdtsc();
#else
	return now_ns();
#endif
}

size_t times_pairs(const struct session *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->prog->clauses.n; i++)
		n += s->prog->clauses.v[i]->probes.n;
	return n;
}

void times_begin(struct session *s)
{
	struct session_impl *m = s->impl;

	if (!s->opt->times && !s->opt->monitor)
		return;
	m->times = xcalloc(times_pairs(s) + 1, sizeof(*m->times));
	m->times_ns = now_ns();
	m->times_cycles = now_cycles();
}

static void add(struct rt_time *into, const struct rt_time *t)
{
	if (!t->hits)
		return;
	if (!into->hits || t->min < into->min)
		into->min = t->min;
	if (t->max > into->max)
		into->max = t->max;
	into->hits += t->hits;
	into->sum += t->sum;
	into->squares += t->squares;
}

size_t times_index(const struct session *s, const struct clause *c, const struct probe *p)
{
	size_t at = 0;

	for (size_t i = 0; i < c->id; i++)
		at += s->prog->clauses.v[i]->probes.n;
	for (size_t k = 0; k < c->probes.n; k++)
		if (c->probes.v[k] == p)
			return at + k;
	return times_pairs(s);
}

uint64_t times_start(const struct session *s)
{
	return s->impl->times ? now_ns() : 0;
}

void times_stop(struct session *s, const struct clause *c, const struct probe *p, uint64_t since)
{
	if (!s->impl->times)
		return;

	uint64_t ns = now_ns() - since;

	add(&s->impl->times[times_index(s, c, p)],
	    &(struct rt_time){ .hits = 1, .sum = ns, .min = ns, .max = ns, .squares = ns * ns });
}

static void add_kernel(struct session *s, struct rt_time *times)
{
	struct bpf_map *map = bpf_object__find_map_by_name(s->obj, "times");
	int ncpus = libbpf_num_possible_cpus(), fd = map ? bpf_map__fd(map) : -1;
	struct rt_time *cells = xcalloc(ncpus > 0 ? (size_t)ncpus : 1, sizeof(*cells));
	uint64_t key = 0;

	for (void *from = NULL; fd >= 0 && !bpf_map_get_next_key(fd, from, &key); from = &key) {
		uint32_t clause = (uint32_t)(key >> 32), probe = (uint32_t)key;

		if (clause >= s->prog->clauses.n || probe >= s->prog->probes.n || bpf_map_lookup_elem(fd, &key, cells))
			continue;
		size_t to = times_index(s, s->prog->clauses.v[clause], s->prog->probes.v[probe]);

		for (int i = 0; i < ncpus; i++)
			add(&times[to], &cells[i]);
	}
	free(cells);
}

struct rt_time *times_now(struct session *s)
{
	size_t n = times_pairs(s);
	struct rt_time *ret = xcalloc(n + 1, sizeof(*ret));

	if (s->impl->times)
		memcpy(ret, s->impl->times, n * sizeof(*ret));
	add_kernel(s, ret);
	return ret;
}

void times_forget(struct session *s)
{
	struct bpf_map *map = bpf_object__find_map_by_name(s->obj, "times");
	int fd = map ? bpf_map__fd(map) : -1;
	uint64_t key;

	if (s->impl->times)
		memset(s->impl->times, 0, times_pairs(s) * sizeof(*s->impl->times));
	/* so often at most: those that fire meanwhile are there again */
	for (size_t n = times_pairs(s); fd >= 0 && n && !bpf_map_get_next_key(fd, NULL, &key); n--)
		bpf_map_delete_elem(fd, &key);
}

static void report_one(struct session *s, const struct clause *c, const struct probe *p, const struct rt_time *t,
		       double scale, size_t index)
{
	struct buf *b = &s->rt.out;
	double avg = (double)t->sum / (double)t->hits, var = (double)t->squares / (double)t->hits - avg * avg;

	buf_printf(b, "%s, ", p->point && s->prog->lang == LANG_STAP ? p->point : probe_str(s->rt.temp, p));
	if (c->span.src)
		buf_printf(b, "(%s:%u:%u), ", c->span.src->name, span_line(c->span), span_column(c->span));
	buf_printf(b, "hits: %" PRIu64 ", cycles: %.0fmin/%.0favg/%.0fmax, variance: %.0f", t->hits, (double)t->min * scale,
		   avg * scale, (double)t->max * scale, var > 0 && t->hits > 1 ? var * scale * scale : 0);
	buf_printf(b, ", from: %s, index: %zu\n", c->spelling ? c->spelling : probe_str(s->rt.temp, p), index);
}

void times_report(struct session *s)
{
	struct session_impl *m = s->impl;
	size_t at = 0;

	if (!s->opt->times)
		return;

	struct rt_time *times = times_now(s);
	uint64_t ns = now_ns() - m->times_ns;
	double scale = ns ? (double)(now_cycles() - m->times_cycles) / (double)ns : 1;

	buf_puts(&s->rt.out, "----- probe hit report: \n");
	for (size_t i = 0; i < s->prog->clauses.n; i++) {
		const struct clause *c = s->prog->clauses.v[i];

		for (size_t k = 0; k < c->probes.n; k++, at++)
			if (times[at].hits)
				report_one(s, c, c->probes.v[k], &times[at], scale, at);
	}
	buf_puts(&s->rt.out, "----- refresh report:\n----- module init report:\n");
	free(times);
	session_flush(s);
}

void times_fini(struct session *s)
{
	free(s->impl->times);
	s->impl->times = NULL;
}
