/*
 * record.c - a record of the ring buffer, taken apart by prog_layout()'s offsets and carried out
 */
#include <inttypes.h>
#include <string.h>
#include "bpf/keep.h"
#include "bpf/session_int.h"
#include "bpf/store.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/eval.h"
#include "lib/arena.h"
#include "lib/diag.h"

/* what a literal or the name of a variable is worth; it takes no room in the record */
static struct value known_value(const struct expr *e)
{
	while (e->kind == E_CAST && e->a)
		e = e->a;
	if (e->kind == E_STR)
		return (struct value){ .type = e->type, .p = e->str, .len = e->str_len };
	return (struct value){ .type = e->type, .i = e->kind == E_CONST ? e->num : 0 };
}

static bool run_call(struct session *s, const struct rec_call *c, const char *rec)
{
	const struct expr *call = c->call;
	struct value *values = s->impl->values, ret = { 0 };

	for (size_t i = 0; i < call->args.n; i++) {
		const struct expr *arg = call->args.v[i];
		const struct rec_field *f = i < c->fields.n ? &c->fields.v[i] : NULL;

		values[i] = f && f->size ? value_load(arg->type, rec + f->offset, f->size) : known_value(arg);
	}
	if (c->late) {
		bool asked = s->exit_asked;
		struct eval_fault f = eval_late(&s->rt, c->late, values);

		/* an exit() of a part of a handler comes late: the gate let pass what fired behind it */
		s->impl->cut |= s->exit_asked && !asked;
		if (f.code)
			fault_report_eval(s, s->rt.fire.clause, s->rt.fire.probe, &f);
		return !f.code;
	}
	s->rt.reason = NULL;
	int code = call->builtin->user(&s->rt, call, values, &ret);

	if (code)
		fault_report_eval(s, s->rt.fire.clause, s->rt.fire.probe,
				  &(struct eval_fault){ .code = (enum fault_code)code, .span = call->span,
						       .message = s->rt.reason });
	return !code;
}

static void begin_record(struct session *s, const struct record *r, const struct rt_record *head, bool followed)
{
	const struct probe *p = s->prog->probes.v[head->probe & RT_PROBE_MASK];

	s->rt.fire = (struct firing_info){ .probe = p, .clause = r->clause, .cpu = head->cpu };
	if (r->prefix)
		columns_begin(&s->impl->columns, &s->rt.out, s->opt,
			      &(struct columns_of){ head->cpu, p, r->clause, followed });
}

static void end_record(struct session *s, const struct record *r)
{
	if (r->prefix)
		columns_end(&s->impl->columns, &s->rt.out, s->opt);
}

/* aggregations that the calls show and empty: what they do not show stays */
static void take(struct session *s, const struct record *r, const struct probe *p)
{
	if (!r->takes.n)
		return;
	snapshots_drop(s);
	store_take(s->store, r->takes.v, r->takes.n, store_hurries(p));
}

static void give_back(struct session *s, const struct record *r)
{
	if (!r->takes.n)
		return;
	store_give_back(s->store, r->takes.v, r->takes.n);
	snapshots_drop(s);
}

static void run_record(struct session *s, const struct record *r, const struct rt_record *head, bool followed)
{
	enum probe_role role = s->prog->probes.v[head->probe & RT_PROBE_MASK]->role;
	bool ok = true;

	if (s->impl->cut && (role == ROLE_EVENT || role == ROLE_TICK))
		return;
	begin_record(s, r, head, followed);
	take(s, r, s->prog->probes.v[head->probe & RT_PROBE_MASK]);
	for (size_t i = 0; i < r->calls.n && (ok || s->prog->fault != FAULT_ENDS_SESSION); i++)
		ok = run_call(s, &r->calls.v[i], (const char *)head);
	give_back(s, r);
	s->impl->cut |= !ok && s->failed;
	end_record(s, r);
}

static void run_fault(struct session *s, const struct rt_fault_record *f, size_t len)
{
	size_t room = len - sizeof(*f), n = f->msg_len < room ? f->msg_len : room;
	const char *text = (const char *)(f + 1);
	char *msg = n ? arena_strndup(s->rt.temp, text, strnlen(text, n)) : NULL;

	fault_report(s, f, msg);
}

void record_done(struct session *s)
{
	arena_reset(s->rt.temp);
	if (s->rt.out.len >= (s->output.bulk || s->style.pieces ? 1 : 1 << 16))
		session_flush(s);
	if (s->style.pieces)		/* nobody's, what comes by itself */
		s->rt.fire.probe = NULL;
}

/* is it a record of this program, all of it? */
static bool is_sound(const struct session *s, const struct rt_record *head, size_t len)
{
	return head->id < s->prog->records.n && (head->probe & RT_PROBE_MASK) < s->prog->probes.n &&
	       len >= s->prog->records.v[head->id]->size;
}

static bool ends_spec(const struct rec_call *c)
{
	return c->call->builtin->flags & (B_COMMITS | B_DISCARDS);
}

/* what a speculation kept, without the end of another: that was carried out when it came */
void record_give_out(struct session *s, const void *rec)
{
	const struct rt_record *head = rec;
	const struct record *r = s->prog->records.v[head->id];
	struct firing_info fire = s->rt.fire;

	begin_record(s, r, head, false);
	for (size_t i = 0; i < r->calls.n; i++)
		if (!ends_spec(&r->calls.v[i]))
			run_call(s, &r->calls.v[i], rec);
	end_record(s, r);
	s->rt.fire = fire;
}

/* a record of a clause that speculates: kept, but for the end of a speculation */
static void run_kept(struct session *s, const struct record *r, const struct rt_record *head, size_t len)
{
	const struct probe *p = s->prog->probes.v[head->probe & RT_PROBE_MASK];

	keep_spec(s, head->probe >> RT_PROBE_BITS, head, len);
	s->rt.fire = (struct firing_info){ .probe = p, .clause = r->clause, .cpu = head->cpu };
	for (size_t i = 0; i < r->calls.n; i++)
		if (ends_spec(&r->calls.v[i]))
			run_call(s, &r->calls.v[i], (const char *)head);
}

/* ---- a record that waits for the next one: flow indentation asks whether it is of the same firing ---- */
static bool goes_on(const struct session *s, const struct rt_record *held, const struct rt_record *next)
{
	return next && next->id != RT_REC_FAULT && next->cpu == held->cpu && next->probe == held->probe &&
	       s->prog->records.v[next->id]->clause != s->prog->records.v[held->id]->clause;
}

static void release(struct session *s, const struct rt_record *next)
{
	struct buf *held = &s->impl->held;
	const struct rt_record *head = (const void *)held->s;

	if (!held->len)
		return;
	run_record(s, s->prog->records.v[head->id], head, goes_on(s, head, next));
	buf_reset(held);
}

static void carry_out(struct session *s, const struct record *r, const struct rt_record *head, size_t len)
{
	if (head->probe >> RT_PROBE_BITS)
		run_kept(s, r, head, len);
	else if (r->prefix && columns_asks(&s->impl->columns, s->opt, s->prog->probes.v[head->probe]))
		buf_add(&s->impl->held, head, len);
	else
		run_record(s, r, head, false);
}

void record_run(void *session, const void *rec, size_t len)
{
	struct session *s = session;
	const struct rt_record *head = rec;

	if (len < sizeof(*head))
		return;
	bool fault = head->id == RT_REC_FAULT && len >= sizeof(struct rt_fault_record);
	bool sound = !fault && is_sound(s, head, len);

	release(s, sound ? head : NULL);
	if (fault)
		run_fault(s, rec, len);
	else if (sound && !keep_policy(s, head, len))
		carry_out(s, s->prog->records.v[head->id], head, len);
	s->impl->nevents++;
	record_done(s);
}

void record_settle(struct session *s)
{
	if (!s->impl->held.len)
		return;
	release(s, NULL);
	record_done(s);
}
