/*
 * emit_stmt.c - statements of prog as C, and the records of deferred calls
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "bpf/keep.h"
#include "lang/option.h"

/* ---- records ----
 *
 * Whether there is one is asked of got<ID>, a number that clang must take as it is, never of the
 * pointer: verifiers before 6.3 do not know that a ring buffer's memory, once tested, is not NULL,
 * walk a path on which it is, and miss its release there.
 */
/* D: bufsize is a bound also where it is less than the page that a ring buffer has at least */
static const char *reserve(struct emit *e, size_t size)
{
	const struct options *o = e->world->options;
	struct arena *a = e->prog->arena;
	const char *call = arena_printf(a, "bpf_ringbuf_reserve(&ring, %zu, 0)", size);

	if (e->prog->lang != LANG_D || o->bufsize >= 4096 || keep_waits(o))
		return call;
	return arena_printf(a, "bpf_ringbuf_query(&ring, 0) + %zu > %" PRIu64 " ? 0 : %s", size, o->bufsize, call);
}

/*
 * rec<N> and got<N> are a place for a record, which it has from where it is opened until it is certainly
 * closed: in a clause of hundreds of `if`s each action has a record, but they take turns in one place, and
 * what closes "all that may be open" is one test.
 */
static unsigned place_of(struct emit *e, const struct record *r)
{
	size_t at = 0;

	while (at < e->open.n && e->open.v[at])
		at++;
	if (at == e->open.n)
		vec_push(e->prog->arena, &e->open, NULL);
	e->open.v[at] = r;
	return (unsigned)at;
}

/* e->open.n: nowhere, it is closed */
static unsigned opened_at(const struct emit *e, const struct record *r)
{
	size_t at = 0;

	while (at < e->open.n && e->open.v[at] != r)
		at++;
	return (unsigned)at;
}

static void open_record(struct emit *e, const struct record *r)
{
	unsigned n = place_of(e, r);

	out(e, "rec%u = %s; if (!rec%u) rt_lost(&rt_rec_drops[%u], rt.cpu_drops); "
	    "else { struct rt_record *h = (void *)rec%u; h->id = %u; h->cpu = (rt_u16)bpf_get_smp_processor_id(); "
	    "h->probe = f->probe%s; got%u = 1; } rt_barrier(got%u);\n", n, reserve(e, r->size), n, r->id, n, r->id,
	    r->clause && r->clause->speculates ? " | f->spec << RT_PROBE_BITS" : "", n, n);
}

static void close_place(struct emit *e, size_t n)
{
	out(e, "if (got%zu) { rt_submit(rec%zu); got%zu = 0; }\n", n, n, n);
}

/* declares the places that a clause or function turned out to need; the next one begins with none */
void emit_open_records(struct emit *e)
{
	for (size_t i = 0; i < e->open.n; i++)
		out(e, "\tchar *rec%zu = 0;\n\trt_u64 got%zu = 0;\n", i, i);
}

/* a fault: what was written so far is taken back */
void emit_close_records(struct emit *e)
{
	for (size_t i = 0; i < e->open.n; i++)
		out(e, "\tif (got%zu) { bpf_ringbuf_discard(rec%zu, RT_RB_NO_WAKEUP); got%zu = 0; }\n", i, i, i);
}

static void close_record(struct emit *e, const struct record *r)
{
	unsigned n = opened_at(e, r);

	if (n == e->open.n)	/* committed */
		return;
	close_place(e, n);
	e->open.v[n] = NULL;
}

/* in one branch of an expression (E_SEQ) what is closed may still be open behind it: it keeps its place */
static void commit_records(struct emit *e)
{
	for (size_t i = 0; i < e->open.n; i++) {
		if (!e->open.v[i])
			continue;
		close_place(e, i);
		if (!e->in_seq)
			e->open.v[i] = NULL;
	}
}

/* ---- SystemTap: a record per action, opened when all it carries is known ---- */
static bool is_number(const struct type *t)
{
	t = type_strip(t);
	return type_is_scalar(t) || t->kind == TY_SYMADDR;
}

enum { NUMBERS_AT_ONCE = 24 };		/* of one action: more than these would fill the stack */

static bool is_aside(const struct expr *arg, size_t i)
{
	return is_number(arg->type) && i >= NUMBERS_AT_ONCE;
}

/* a number that waits in scratch memory; its name stands for what it points to */
static void compute_aside(struct emit *e, const struct expr *arg, const char *name)
{
	out(e, "rt_u64 *%s = (rt_u64 *)%s;\n*%s = (rt_u64)", name, emit_slot(e, sizeof(uint64_t)), name);
	emit_expr(e, arg);
	out(e, ";\n");
}

static void compute_field(struct emit *e, const struct expr *arg, size_t size, const char *name)
{
	if (type_is_string(arg->type)) {
		out(e, "const char *%s = ", name);
		emit_expr(e, arg);
		out(e, "; if (!%s) %s = \"\";\n", name, name);
	} else if (is_number(arg->type)) {
		out(e, "rt_u64 %s = (rt_u64)", name);
		emit_expr(e, arg);
		out(e, ";\n");
	} else {
		out(e, "char *%s = %s;\n", name, emit_slot(e, size));
		emit_into(e, arg, name, size, true);
		out(e, "\n");
	}
}

static void copy_field(struct emit *e, const struct expr *arg, const struct rec_field *f, const char *name)
{
	if (type_is_string(arg->type))
		out(e, "rt_str_copy(rec + %zu, %zu, %s);\n", f->offset, f->size, name);
	else if (is_number(arg->type))
		out(e, "*(%s *)(rec + %zu) = (%s)%s;\n", emit_ctype(arg->type), f->offset, emit_ctype(arg->type), name);
	else
		out(e, "bpf_probe_read_kernel(rec + %zu, %zu, %s);\n", f->offset, f->size, name);
}

static void compute_fields(struct emit *e, const struct rec_call *c, unsigned n)
{
	for (size_t i = 0; i < c->fields.n; i++) {
		const struct expr *arg = c->call->args.v[i];
		const char *name = arena_printf(e->prog->arena, "d%u_%zu", n, i);

		if (c->fields.v[i].size && is_aside(arg, i))
			compute_aside(e, arg, name);
		else if (c->fields.v[i].size)
			compute_field(e, arg, c->fields.v[i].size, name);
	}
}

/* nothing can fault between reserve and submit, so one test of the pointer is enough */
static void emit_action(struct emit *e, const struct record *r, const struct rec_call *c)
{
	struct arena *a = e->prog->arena;
	unsigned n = ++e->label;

	out(e, "{\n");
	compute_fields(e, c, n);
	out(e, "char *rec = %s;\nif (!rec) {\nrt_lost(&rt_rec_drops[%u], rt.cpu_drops);\n} else {\n"
	    "struct rt_record *h = (void *)rec; h->id = %u; h->cpu = (rt_u16)bpf_get_smp_processor_id(); "
	    "h->probe = f->probe;\n", reserve(e, r->size), r->id, r->id);
	for (size_t i = 0; i < c->fields.n; i++)
		if (c->fields.v[i].size)
			copy_field(e, c->call->args.v[i], &c->fields.v[i], arena_printf(a, is_aside(c->call->args.v[i], i) ? "*d%u_%zu" : "d%u_%zu", n, i));
	out(e, "rt_submit(rec);\n}\n}\n");
	if (c->call->builtin->flags & B_GATE)
		out(e, "rt.gate = RT_GATE_EXIT;\n");
}

static void emit_defer(struct emit *e, const struct stmt *s)
{
	const struct record *r = s->rec;
	const struct rec_call *c = &r->calls.v[s->call];
	struct arena *a = e->prog->arena;

	if (!e->prog->record_per_clause) {
		emit_action(e, r, c);
		return;
	}
	if (s->call == 0)
		open_record(e, r);
	unsigned n = opened_at(e, r);

	if (c->fields.n) {
		out(e, "if (got%u) {\n", n);
		for (size_t i = 0; i < c->fields.n; i++) {
			const struct rec_field *f = &c->fields.v[i];

			if (!f->size)
				continue;
			out(e, "\t");
			emit_into(e, c->call->args.v[i], arena_printf(a, "(rec%u + %zu)", n, f->offset),
				  f->size, false);
			out(e, "\n");
		}
		out(e, "}\n");
	}
	if (c->call->builtin->flags & B_GATE)
		out(e, "rt.gate = RT_GATE_EXIT;\n");
}

/* ---- control flow ---- */
static void emit_try(struct emit *e, const struct stmt *s)
{
	unsigned n = ++e->label;
	const char *label = e->fault_label;

	e->fault_label = arena_printf(e->prog->arena, "catch_%u", n);
	out(e, "{\n");
	emit_block(e, s->body);
	out(e, "}\ngoto caught_%u;\n%s: __attribute__((unused));\n", n, e->fault_label);
	e->fault_label = label;
	emit_close_records(e);
	out(e, "if (f->fault.code == %d || f->fault.code == %d) goto %s;\n", FAULT_ACTIONS, FAULT_ABORT, label);
	out(e, "{\n");
	if (s->catch_var) {
		e->uses_scratch = true;
		out(e, "rt_fault_text(f, f->scratch + %zu, %" PRIu64 ", thrown);\n", s->catch_var->offset,
		    type_strip(s->catch_var->type)->size);
	}
	out(e, "f->fault.code = 0; f->fault.via = 0; thrown = 0;\n");
	if (s->other)
		emit_block(e, s->other);
	/* the same from both sides, or the verifier goes on from here twice */
	out(e, "}\ncaught_%u: __attribute__((unused));\nf->fault.site = 0; f->fault.value = 0;\n", n);
}

/* text that a function returns must outlive its frame: none of it is on the stack */
static void emit_returned(struct emit *e, const struct expr *value)
{
	bool is_string = type_is_string(e->func->result);
	unsigned used = e->stack_used;

	if (is_string && e->cycle) {
		emit_cycle_text(e, value);
		return;
	}
	out(e, "%s = (%s)", emit_result(e), is_string && !e->in_scratch ? "const char *" : "rt_s64");
	if (is_string)
		e->stack_used = EMIT_NO_STACK;
	emit_expr(e, value);
	e->stack_used = used;
	out(e, ";\n");
}

/* nor is a text that goes out of a function */
static void emit_throw(struct emit *e, const struct stmt *s)
{
	unsigned used = e->stack_used;

	e->stack_used = EMIT_NO_STACK;
	if (s->value) {
		out(e, "thrown = ");
		emit_expr(e, s->value);
		out(e, "; ");
	}
	e->stack_used = used;
	e->aborts |= !s->value;
	emit_fail(e, arena_printf(e->prog->arena, "%d", s->value ? FAULT_ERROR : FAULT_ABORT), "0", s->span);
	out(e, "\n");
}

static void emit_one(struct emit *e, const struct stmt *s)
{
	if (emit_cycle_call(e, s))
		return;
	switch (s->kind) {
	case S_SET:
		emit_set(e, s->to, s->value, s->span);
		return;
	case S_DEL:
		emit_del(e, s->to);
		return;
	case S_AGG:
		emit_agg(e, s);
		return;
	case S_IF:
		if (s->commits)
			commit_records(e);
		out(e, "if (");
		e->tests++;
		emit_expr(e, s->cond);
		e->tests--;
		out(e, ") {\n");
		emit_block(e, s->body);
		if (s->other) {
			out(e, "} else {\n");
			emit_block(e, s->other);
		}
		out(e, "}\n");
		if (!s->made)
			emit_end_of_part(e, s->span);
		return;
	case S_LOOP:
		if (!emit_cycle_loop(e, s))
			emit_loop(e, s);
		return;
	case S_FOREACH:
		emit_foreach(e, s);
		return;
	case S_BREAK:
		out(e, "goto %s;\n", e->break_label);
		return;
	case S_CONTINUE:
		out(e, "goto %s;\n", e->continue_label);
		return;
	case S_NEXT:
		out(e, "goto next;\n");
		return;
	case S_RETURN:
		if (s->value)
			emit_returned(e, s->value);
		else if (e->cycle)
			emit_cycle_nothing(e);
		out(e, "goto next;\n");
		return;
	case S_TRY:
		emit_try(e, s);
		return;
	case S_THROW:
		emit_throw(e, s);
		return;
	case S_DO:
		if (s->value->kind == E_CALL) {
			emit_call_stmt(e, s->value);
		} else {
			out(e, "(void)");
			emit_expr(e, s->value);
		}
		out(e, ";\n");
		return;
	case S_DEFER:
		emit_defer(e, s);
		return;
	case S_BLOCK:
		out(e, "{\n");
		emit_block(e, s->body);
		out(e, "}\n");
		return;
	}
}

static void emit_stmt(struct emit *e, const struct stmt *s)
{
	size_t mark = e->scratch_at, live = e->slots.live;

	emit_line(e, s->span);
	if (s->locks)
		emit_lock(e, e->clause);
	emit_count(e, s);
	emit_one(e, s);
	/* what it worked on is free for the next, but for the alloca() area and a text that is thrown */
	if (s->kind != S_THROW && e->alloca_at <= mark)
		e->scratch_at = mark;
	e->slots.live = live;
}

void emit_block(struct emit *e, const struct block *b)
{
	for (size_t i = 0; i < b->stmts.n; i++)
		emit_stmt(e, b->stmts.v[i]);
	if (!e->prog->record_per_clause || !e->clause)
		return;
	for (size_t i = 0; i < e->prog->records.n; i++) {
		const struct record *r = e->prog->records.v[i];

		if (r->home != b)
			continue;
		if (!r->calls.n)	/* the default action: that it fired is all */
			open_record(e, r);
		close_record(e, r);
	}
}
