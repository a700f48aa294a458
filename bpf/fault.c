/*
 * fault.c - what is said about a run-time fault: dtrace's line, SystemTap's, or our own with a caret
 */
#include <inttypes.h>
#include <string.h>
#include "bpf/session_int.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"
#include "lib/diag.h"

struct fault {			/* from the kernel or from eval, in one form */
	enum fault_code code;
	int64_t value;
	const struct clause *clause;	/* NULL: unknown */
	const struct probe *probe;	/* NULL: unknown */
	struct span at;
	const char *msg;	/* the script's own words, or NULL */
	const struct eval_frame *calls;	/* NULL: in no function */
};

/* D, "Run-time faults": 8.5; the value in the form that the table shows */
static void d_reason(struct buf *b, const struct fault *f)
{
	switch (f->code) {
	case FAULT_BADADDR:
		buf_printf(b, "invalid address (0x%" PRIx64 ")", (uint64_t)f->value);
		return;
	case FAULT_BADALIGN:
		buf_printf(b, "invalid alignment (0x%" PRIx64 ")", (uint64_t)f->value);
		return;
	case FAULT_ILLOP:
		buf_puts(b, "illegal operation");
		return;
	case FAULT_DIVZERO:
		buf_puts(b, "divide-by-zero");
		return;
	case FAULT_NOSCRATCH:
		buf_puts(b, "out of scratch space");
		return;
	case FAULT_KPRIV:
		buf_puts(b, "invalid kernel access");
		return;
	case FAULT_UPRIV:
		buf_puts(b, "invalid user access");
		return;
	case FAULT_TUPOFLOW:
		buf_puts(b, "tuple stack overflow");
		return;
	case FAULT_BADSTACK:
		buf_printf(b, "bad stack (0x%" PRIx64 ")", (uint64_t)f->value);
		return;
	case FAULT_BADSIZE:
		buf_printf(b, "invalid size (0x%" PRIx64 ")", (uint64_t)f->value);
		return;
	case FAULT_BADINDEX:
		buf_printf(b, "index out of bounds (%" PRId64 ")", f->value);
		return;
	case FAULT_LIBRARY:
		buf_puts(b, f->msg ? f->msg : "action failed");
		return;
	case FAULT_NONE:
	case FAULT_OVERFLOW:
	case FAULT_ACTIONS:
	case FAULT_ERROR:
	case FAULT_EMPTY:
	case FAULT_NESTING:
	case FAULT_ABORT:
#define FAULT(name, text) case FAULT_##name:
#include "lang/prog/fault.def"
#undef FAULT
		break;
	}
	buf_printf(b, "unknown fault %d", (int)f->code);
}

/* SystemTap, "Run-time messages": 6.8, and limits: 6.5 */
static void stap_reason(struct buf *b, struct session *s, const struct fault *f)
{
	switch (f->code) {
	case FAULT_BADADDR:
	case FAULT_BADALIGN:
	case FAULT_KPRIV:
	case FAULT_UPRIV:
		buf_printf(b, "read fault [man error::fault] at 0x%" PRIx64, (uint64_t)f->value);
		return;
	case FAULT_DIVZERO:
		buf_puts(b, "division by 0");
		return;
	case FAULT_OVERFLOW:
		if (f->value && (uint64_t)f->value != s->opt->maxmapentries)
			buf_printf(b, "Array overflow, check size limit (%" PRId64 ")", f->value);
		else
			buf_puts(b, "Array overflow, check MAXMAPENTRIES");
		return;
	case FAULT_ACTIONS:
		buf_puts(b, "MAXACTION exceeded");
		return;
	case FAULT_NESTING:
		buf_puts(b, "MAXNESTING exceeded");
		return;
	case FAULT_EMPTY:
		buf_puts(b, "empty aggregate");
		return;
	case FAULT_ERROR:
		buf_puts(b, f->msg ? f->msg : "");
		return;
#define FAULT(name, text) case FAULT_##name:
#include "lang/prog/fault.def"
#undef FAULT
	case FAULT_BADINDEX:
		buf_puts(b, eval_fault_text(&s->rt, f->code, f->value));
		return;
	case FAULT_NONE:
	case FAULT_ILLOP:
	case FAULT_NOSCRATCH:
	case FAULT_TUPOFLOW:
	case FAULT_BADSTACK:
	case FAULT_BADSIZE:
	case FAULT_LIBRARY:
	case FAULT_ABORT:
		break;
	}
	d_reason(b, f);
}

/* the token that SystemTap names: its first at the place, or the operator that failed */
static void stap_token(struct buf *b, const struct fault *f, const char *how)
{
	const char *text = f->at.src->text + f->at.start, *end = f->at.src->text + f->at.end;

	for (const char *p = text; f->code == FAULT_DIVZERO && p < end; p++) {
		if (*p == '/' || *p == '%') {
			text = p;
			break;
		}
	}
	struct span at = { .src = f->at.src, .start = (uint32_t)(text - f->at.src->text) };

	at.end = at.start + 1;
	buf_puts(b, how);
	diag_put_token(b, at);
	buf_printf(b, " at %s:%u:%u", f->at.src->name, span_line(at), span_column(at));
}

/* the calls that led there; a long chain is cut like any string */
static void stap_callers(struct buf *b, const struct fault *f)
{
	for (const struct eval_frame *c = f->calls; c && c->at.src && b->len < 500; c = c->caller) {
		stap_token(b, &(struct fault){ .at = c->at }, " (called from ");
		buf_putc(b, ')');
	}
}

static const char *name_of(const struct session *s, const struct fault *f)
{
	if (!f->probe)
		return "?";
	return s->prog->lang == LANG_STAP ? probe_label(s->rt.temp, f->probe) : probe_str(s->rt.temp, f->probe);
}

/* with errtags: K_ of what happened in a probe, B_ of what failed when a record was carried out */
static const char *d_tag(const struct session *s, const struct fault *f)
{
	static const char *const tags[] = {
		[FAULT_BADADDR] = "[K_BADADDR] ", [FAULT_BADALIGN] = "[K_BADALIGN] ", [FAULT_ILLOP] = "[K_ILLOP] ",
		[FAULT_DIVZERO] = "[K_DIVZERO] ", [FAULT_NOSCRATCH] = "[K_NOSCRATCH] ", [FAULT_KPRIV] = "[K_KPRIV] ",
		[FAULT_UPRIV] = "[K_UPRIV] ", [FAULT_TUPOFLOW] = "[K_TUPOFLOW] ", [FAULT_BADSTACK] = "[K_BADSTACK] ",
		[FAULT_BADSIZE] = "[K_BADSIZE] ", [FAULT_BADINDEX] = "[K_BADINDEX] ", [FAULT_LIBRARY] = "[B_LIBRARY] ",
	};
	bool known = f->code < sizeof(tags) / sizeof(tags[0]) && tags[f->code];

	return !s->opt->errtags || s->prog->lang != LANG_D ? "" : known ? tags[f->code] : "[K_UNKNOWN] ";
}

static void say_dtrace(struct session *s, const struct fault *f)
{
	struct buf b = BUF_INIT;

	d_reason(&b, f);
	diag_sys(s->diag, 0, "%serror in dt_clause_%u for probe ID %u (%s): %s", d_tag(s, f), f->clause ? f->clause->id : 0,
		 f->probe ? f->probe->id : 0, name_of(s, f), b.s);
	buf_fini(&b);
}

/* what failed in a function of C is told of its call, as of the library's functions */
static struct fault stap_place(const struct fault *f)
{
	struct fault at = *f;

	while (at.calls && at.calls->at.src && at.at.src && !strncmp(at.at.src->text + at.at.start, "%{", 2)) {
		at.at = at.calls->at;
		at.calls = at.calls->caller;
		at.code = FAULT_ERROR;		/* no operator to look for there */
	}
	return at;
}

static void say_stap(struct session *s, const struct fault *f)
{
	struct fault at = stap_place(f);
	struct buf b = BUF_INIT;

	stap_reason(&b, s, f);
	if (at.at.src)
		stap_token(&b, &at, " near ");
	stap_callers(&b, &at);
	diag_sys(s->diag, 0, "%s in probe %s", buf_str(&b), name_of(s, f));
	buf_fini(&b);
}

/* was one like it told before? Then it is counted; the texts of LIBRARY are all different */
static bool told_before(struct session *s, const struct fault *f)
{
	struct session_impl *x = s->impl;

	for (size_t i = 0; i < x->faults.n; i++) {
		struct told_fault *t = &x->faults.v[i];

		if (t->code == f->code && t->clause == f->clause && t->at.src == f->at.src && t->at.start == f->at.start) {
			t->more++;
			return true;
		}
	}
	if (f->code != FAULT_LIBRARY)
		vec_push(NULL, &x->faults, ((struct told_fault){ f->code, f->at, f->clause, 0 }));
	return false;
}

void faults_end(struct session *s)
{
	for (size_t i = 0; i < s->impl->faults.n; i++) {
		const struct told_fault *t = &s->impl->faults.v[i];
		struct buf b = BUF_INIT;

		if (!t->more || !t->at.src)
			continue;
		d_reason(&b, &(struct fault){ .code = t->code });
		diag_sys(s->diag, 0, "%.*s: %" PRIu64 " more at %s:%u:%u", (int)strcspn(b.s, "(") - (strchr(b.s, '(') != NULL),
			 b.s, t->more, t->at.src->name, span_line(t->at), span_column(t->at));
		buf_fini(&b);
	}
}

static void say_own(struct session *s, const struct fault *f)
{
	struct buf b = BUF_INIT;

	if (s->prog->fault != FAULT_ENDS_SESSION && told_before(s, f))
		return;
	if (s->prog->lang == LANG_STAP)
		stap_reason(&b, s, f);
	else
		d_reason(&b, f);
	if (f->at.src)
		diag_error(s->diag, f->at, ERR_NONE, "%s%s in probe %s", d_tag(s, f), buf_str(&b), name_of(s, f));
	else
		diag_sys(s->diag, 0, "%s%s in probe %s", d_tag(s, f), buf_str(&b), name_of(s, f));
	buf_fini(&b);
}

static void report(struct session *s, const struct fault *f)
{
	if (f->code == FAULT_ABORT)	/* no error, a way out */
		return;
	if (s->opt->suppresserrors) {	/* the total is told at the end */
		s->nerrors++;
		return;
	}
	session_flush(s);	/* what was printed before it comes before it */
	if (s->style.dtrace)
		say_dtrace(s, f);
	else if (s->style.stap)
		say_stap(s, f);
	else
		say_own(s, f);
	if (s->prog->fault != FAULT_ENDS_SESSION)
		return;
	if (++s->nerrors > s->opt->maxerrors) {
		s->failed = true;
		session_stop(s, 1);
	}
}

/* ---- the calls that a fault of the kernel came out of ---- */

#define MAX_STEPS 1000000	/* what is looked at: functions that call themselves twice have many ways */
#define MAX_CALLS 64

struct way {			/* down the calls of a clause, outermost first */
	uint16_t want;		/* what the record has: RT_VIA over the calls, from the innermost */
	unsigned steps, depth, most;
	bool found;
	struct span at[MAX_CALLS];
};

static bool is_wanted(const struct way *w)
{
	uint16_t via = 0;

	for (unsigned i = w->depth; i-- > 0; )
		via = RT_VIA(via, w->at[i].start);
	return via == w->want;
}

static bool go_down(struct expr *e, void *ctx)
{
	struct way *w = ctx;

	if (w->found || ++w->steps > MAX_STEPS)
		return false;
	if (e->kind != E_FCALL || w->depth == w->most)
		return true;
	w->at[w->depth++] = e->span;
	w->found = is_wanted(w);
	if (!w->found && e->func->body)
		block_walk(e->func->body, NULL, go_down, w);
	if (!w->found)
		w->depth--;
	return !w->found;
}

static const struct eval_frame *calls_of(struct session *s, const struct clause *c, uint16_t via)
{
	struct way w = { .want = via, .most = s->prog->nesting < MAX_CALLS ? s->prog->nesting : MAX_CALLS };
	struct eval_frame *calls = NULL;

	if (!via || !c || !c->body)
		return NULL;
	block_walk(c->body, NULL, go_down, &w);
	for (unsigned i = 0; w.found && i < w.depth; i++) {
		struct eval_frame *inner = arena_new_of(s->rt.temp, struct eval_frame);

		*inner = (struct eval_frame){ w.at[i], calls };
		calls = inner;
	}
	return calls;
}

void fault_report(struct session *s, const struct rt_fault_record *r, const char *msg)
{
	struct fault f = { .code = (enum fault_code)r->code, .value = (int64_t)r->value, .msg = msg };

	if (r->clause < s->prog->clauses.n)
		f.clause = s->prog->clauses.v[r->clause];
	if (r->head.probe < s->prog->probes.n)	/* never marked with a speculation */
		f.probe = s->prog->probes.v[r->head.probe];
	if (s->emit && r->site < s->emit->sites.n)
		f.at = s->emit->sites.v[r->site];
	f.calls = calls_of(s, f.clause, r->via);
	report(s, &f);
}

void fault_report_eval(struct session *s, const struct clause *c, const struct probe *p,
		       const struct eval_fault *e)
{
	struct fault f = { .code = e->code, .value = e->value, .clause = c, .probe = p, .at = e->span,
			   .msg = e->message, .calls = e->calls };

	report(s, &f);
}
