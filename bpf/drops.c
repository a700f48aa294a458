/*
 * drops.c - what was lost: counted exactly in the kernel, reported as differences (D, 8.6)
 *
 * Kinds: records that found no room in the ring buffer (by record, so by clause), elements that
 * found no room in a map (by variable), firings that found all scratch of their CPU in use.
 */
#include <inttypes.h>
#include <string.h>
#include "bpf/keep.h"
#include "bpf/session_int.h"
#include "lib/arena.h"
#include "lib/diag.h"

void drops_init(struct session *s)
{
	struct drop_counts *r = &s->impl->reported;

	r->records = xcalloc(s->prog->records.n + 1, sizeof(*r->records));
	r->vars = xcalloc(s->prog->vars.n + 1, sizeof(*r->vars));
}

void drops_fini(struct session *s)
{
	free(s->impl->reported.records);
	free(s->impl->reported.vars);
	s->impl->reported = (struct drop_counts){ 0 };
}

/* how many more since the last look */
static uint64_t since(struct session *s, const rt_u64 *counter, uint64_t *reported)
{
	uint64_t now = __atomic_load_n(counter, __ATOMIC_RELAXED), more = now - *reported;

	*reported = now;
	s->lost_total += more;
	return more;
}

static const char *plural(uint64_t n)
{
	return n == 1 ? "" : "s";
}

/* what is counted apart from records and variables: the noun, what follows it, dtrace's tag */
static const struct other {
	const char *noun, *rest, *tag, *ours;
} drop = { "drop", "", "PRINCIPAL", "" }, agg_drop = { "aggregation drop", "", "AGGREGATION", "" },
  dyn_drop = { "dynamic variable drop", "", "DYNAMIC", ": no room for thread-local values" },
  nested_drop = { "drop", " on CPU 0", "PRINCIPAL", ": the handler interrupted itself too deeply" },
  busy_drop = { "firing", "", "PRINCIPAL", " skipped: others had its variables for too long (MAXTRYLOCK, TRYLOCKDELAY)" },
  error_fault = { "error", " in ERROR probe enabling", "DBLERROR", "" },
  spec_drop = { "speculative drop", "", "SPEC", ": no room in a speculation" },
  spec_busy = { "failed speculation", " (available buffer(s) still busy)", "SPECBUSY", "" },
  spec_unavail = { "failed speculation", " (no speculative buffer available)", "SPECUNAVAIL", "" };

static void say_other(struct session *s, uint64_t n, const struct other *o)
{
	if (n && s->style.dtrace)
		diag_sys(s->diag, 0, "%s%s%s%" PRIu64 " %s%s%s", s->opt->droptags ? "[DTRACEDROP_" : "",
			 s->opt->droptags ? o->tag : "", s->opt->droptags ? "] " : "", n, o->noun, plural(n), o->rest);
	else if (n)
		diag_warn(s->diag, (struct span){ 0 }, "%" PRIu64 " %s%s%s%s", n, o->noun, plural(n), o->rest, o->ours);
}

/* counters by CPU: what is new since the last report */
static void say_by_cpu(struct session *s, const rt_u64 *counters, uint64_t *reported, const struct other *what)
{
	for (unsigned cpu = 0; cpu < RT_CPUS; cpu++) {
		uint64_t now = __atomic_load_n(&counters[cpu], __ATOMIC_RELAXED), n = now - reported[cpu];
		char rest[32];

		reported[cpu] = now;
		snprintf(rest, sizeof(rest), " on CPU %u", cpu);
		say_other(s, n, &(struct other){ what->noun, rest, what->tag, "" });
	}
}

static void say_records(struct session *s, uint64_t n, const struct clause *c)
{
	if (s->style.stap)
		diag_warn(s->diag, (struct span){ 0 }, "There were %" PRIu64 " transport failures.  "
			  "Try stap -s to increase the buffer size from %" PRIu64 ".", n, s->opt->bufsize >> 20);
	else
		diag_warn(s->diag, c ? c->span : (struct span){ 0 }, "%" PRIu64 " drop%s: no room for records",
			  n, plural(n));
	uint64_t larger_kb = s->opt->bufsize / 1024 * 4;

	if (!s->style.stap)
		diag_hint(s->diag, "a larger buffer may help: -O bufsize=%" PRIu64 "%s",
			  larger_kb % 1024 ? larger_kb : larger_kb / 1024, larger_kb % 1024 ? "k" : "m");
}

static void report_records(struct session *s)
{
	const rt_u64 *drops = s->impl->rec_drops.at;
	uint64_t *reported = s->impl->reported.records, all = 0;
	bool apart = !s->style.dtrace && !s->style.stap;	/* by clause: only we have a caret for it */

	if (!drops)
		return;
	for (size_t i = 0; i <= s->prog->records.n; i++) {
		uint64_t n = since(s, &drops[i], &reported[i]);

		if (n && apart)
			say_records(s, n, i < s->prog->records.n ? s->prog->records.v[i]->clause : NULL);
		all += n;
	}
	if (all && s->style.dtrace)
		say_by_cpu(s, s->control->cpu_drops, s->impl->reported.cpu, &drop);
	else if (all && !apart)
		say_records(s, all, NULL);
}

static void say_var(struct session *s, uint64_t n, const struct var *v)
{
	bool agg = v->type->kind == TY_STAT;

	if (!s->style.dtrace)
		diag_warn(s->diag, v->span, "%" PRIu64 " %s drop%s: no room for more keys in %s%s", n,
			  agg ? "aggregation" : "dynamic variable", plural(n),
			  agg && s->prog->lang == LANG_D ? "@" : "", v->name);
}

static void report_vars(struct session *s)
{
	const struct rt_var *vars = s->impl->vars.at;
	uint64_t aggs = 0, dynamic = 0;

	for (size_t i = 0; vars && i < s->prog->vars.n; i++) {
		const struct var *v = s->prog->vars.v[i];
		uint64_t n = since(s, &vars[v->id].drops, &s->impl->reported.vars[v->id]);

		if (n)
			say_var(s, n, v);
		*(v->type->kind == TY_STAT ? &aggs : &dynamic) += n;
	}
	if (aggs && s->style.dtrace)
		say_by_cpu(s, s->control->cpu_agg_drops, s->impl->reported.cpu_agg, &agg_drop);
	if (s->style.dtrace)
		say_other(s, dynamic, &dyn_drop);
}

/* told with the errors at the end; too many end the session (SystemTap reference, 6.8) */
static void skipped(struct session *s)
{
	if (s->failed || s->opt->suppresserrors || s->nskipped <= s->opt->maxskipped)
		return;
	diag_sys(s->diag, 0, "Skipped too many probes, check MAXSKIPPED or try again with stap -t for more details.");
	s->failed = true;
	session_stop(s, 1);
}

static void report_others(struct session *s)
{
	const struct rt_control *c = s->control;
	struct drop_counts *r = &s->impl->reported;
	uint64_t kept = keep_spec_drops(s), nested = since(s, &c->nested, &r->nested);
	uint64_t busy = since(s, &c->busy, &r->busy);

	say_other(s, since(s, &c->dyn_drops, &r->dyn), &dyn_drop);
	s->nskipped += nested + busy;
	if (s->style.stap)
		skipped(s);
	else
		say_other(s, nested, &nested_drop);
	if (!s->style.stap)
		say_other(s, busy, &busy_drop);
	say_other(s, since(s, &c->err_faults, &r->err_faults), &error_fault);
	say_other(s, since(s, (const rt_u64 *)&kept, &r->spec), &spec_drop);
	say_other(s, since(s, &c->spec_busy, &r->spec_busy), &spec_busy);
	say_other(s, since(s, &c->spec_unavail, &r->spec_unavail), &spec_unavail);
}

void drops_report(struct session *s)
{
	report_records(s);
	report_vars(s);
	report_others(s);
}
