/*
 * drops.c - what was lost: counted exactly in the kernel, reported as differences (D, 8.6)
 *
 * Kinds: records that found no room in the ring buffer (by record, so by clause), elements that
 * found no room in a map (by variable), firings that found all scratch of their CPU in use.
 */
#include <inttypes.h>
#include <string.h>
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

static void say_records(struct session *s, uint64_t n, const struct clause *c)
{
	if (s->style.dtrace)
		diag_sys(s->diag, 0, "%s%" PRIu64 " drop%s on CPU 0",
			 s->opt->droptags ? "[DTRACEDROP_PRINCIPAL] " : "", n, plural(n));
	else if (s->style.stap)
		diag_warn(s->diag, (struct span){ 0 }, "There were %" PRIu64 " transport failures.  "
			  "Try stap -s to increase the buffer size from %" PRIu64 ".", n, s->opt->bufsize >> 20);
	else
		diag_warn(s->diag, c ? c->span : (struct span){ 0 }, "%" PRIu64 " drop%s: no room for records",
			  n, plural(n));
	if (!s->style.dtrace && !s->style.stap)
		diag_hint(s->diag, "a larger buffer may help: -O bufsize=%" PRIu64 "m", (s->opt->bufsize >> 20) * 4);
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
	if (all && !apart)
		say_records(s, all, NULL);
}

static void say_var(struct session *s, uint64_t n, const struct var *v)
{
	bool agg = v->type->kind == TY_STAT;

	if (s->style.dtrace && agg)
		diag_sys(s->diag, 0, "%s%" PRIu64 " aggregation drop%s on CPU 0",
			 s->opt->droptags ? "[DTRACEDROP_AGGREGATION] " : "", n, plural(n));
	else if (s->style.dtrace)
		diag_sys(s->diag, 0, "%s%" PRIu64 " dynamic variable drop%s",
			 s->opt->droptags ? "[DTRACEDROP_DYNAMIC] " : "", n, plural(n));
	else
		diag_warn(s->diag, v->span, "%" PRIu64 " %s drop%s: no room for more keys in %s%s", n,
			  agg ? "aggregation" : "dynamic variable", plural(n),
			  agg && s->prog->lang == LANG_D ? "@" : "", v->name);
}

static void report_vars(struct session *s)
{
	const struct rt_var *vars = s->impl->vars.at;

	for (size_t i = 0; vars && i < s->prog->vars.n; i++) {
		const struct var *v = s->prog->vars.v[i];
		uint64_t n = since(s, &vars[v->id].drops, &s->impl->reported.vars[v->id]);

		if (n)
			say_var(s, n, v);
	}
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
	struct span nowhere = { 0 };
	uint64_t n = since(s, &c->dyn_drops, &r->dyn);

	if (n && s->style.dtrace)
		diag_sys(s->diag, 0, "%s%" PRIu64 " dynamic variable drop%s",
			 s->opt->droptags ? "[DTRACEDROP_DYNAMIC] " : "", n, plural(n));
	else if (n)
		diag_warn(s->diag, nowhere, "%" PRIu64 " dynamic variable drop%s: no room for thread-local values", n,
			  plural(n));
	n = since(s, &c->nested, &r->nested);
	s->nskipped += n;
	if (s->style.stap)
		skipped(s);
	else if (n && s->style.dtrace)
		diag_sys(s->diag, 0, "%" PRIu64 " drop%s on CPU 0", n, plural(n));
	else if (n)
		diag_warn(s->diag, nowhere, "%" PRIu64 " firing%s lost: the handler interrupted itself too deeply", n,
			  plural(n));
	n = since(s, &c->err_faults, &r->err_faults);
	if (n && s->style.dtrace)
		diag_sys(s->diag, 0, "%s%" PRIu64 " error%s in ERROR probe enabling",
			 s->opt->droptags ? "[DTRACEDROP_DBLERROR] " : "", n, plural(n));
	else if (n)
		diag_warn(s->diag, nowhere, "%" PRIu64 " fault%s inside ERROR clauses", n, plural(n));
}

void drops_report(struct session *s)
{
	report_records(s);
	report_vars(s);
	report_others(s);
}
