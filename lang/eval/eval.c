/*
 * eval.c - statements, functions and clauses run in user space: what each node means
 *
 * emit has to agree with this file. A fault unwinds to the next S_TRY or ends the clause; actions
 * are carried out where they stand. SystemTap's MAXACTION counts every statement and every round
 * of a loop, so no script keeps the session loop for ever.
 */
#include <assert.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/eval_int.h"

enum flow { FLOW_ON, FLOW_BREAK, FLOW_CONTINUE, FLOW_RETURN };

enum {
	ROUNDS_LOOK = 4096,	/* rounds of loops, and somebody may want it to end */
};

static enum flow run_block(struct eval *e, const struct block *b, struct value *ret);

void eval_raise(struct eval *e, enum fault_code code, int64_t value, struct span at)
{
	if (!e->fault.code)
		e->fault = (struct eval_fault){ .code = code, .value = value, .span = at,
						 .calls = e->frame };
}

/*
 * SystemTap counts one for each statement, one for a loop and one for each of its rounds, and looks at the
 * end of a round. A limit that straight code may reach is looked at before what decides where to go on, behind
 * a branch and a body, and after so many statements in a row, too.
 */
static void look_at_actions(struct eval *e, struct span at)
{
	e->unseen = 0;
	if (e->max_actions && e->actions >= e->max_actions && !stopped(e))
		eval_raise(e, FAULT_ACTIONS, 0, at);
}

static void end_round(struct eval *e, const struct stmt *loop)
{
	const struct runtime_ops *ops = e->rt->ops;

	if (!(++e->rounds % ROUNDS_LOOK) && ops && ops->go_on && !ops->go_on(e->rt))
		e->leaving = true;
	look_at_actions(e, loop->turn);
}

static void count_action(struct eval *e, const struct stmt *s)
{
	if (e->few_actions && e->unseen >= ACTIONS_UNSEEN)
		look_at_actions(e, s->span);
	e->actions++;
	e->unseen++;
	if (e->few_actions && stmt_steers(s))
		look_at_actions(e, s->span);
}

static void end_of_part(struct eval *e, struct span at)
{
	if (e->few_actions)
		look_at_actions(e, at);
}

const char *eval_fault_text(struct runtime *rt, enum fault_code code, int64_t value)
{
	char *s;

	switch (code) {
	case FAULT_NONE:	return "";
	case FAULT_BADADDR:
		s = rt_temp(rt, 64);
		snprintf(s, 64, "read fault [man error::fault] at 0x%llx", (unsigned long long)value);
		return s;
	case FAULT_OVERFLOW:
		if (!value)
			return "Array overflow, check MAXMAPENTRIES";
		s = rt_temp(rt, 64);
		snprintf(s, 64, "Array overflow, check size limit (%lld)", (long long)value);
		return s;
	case FAULT_BADALIGN:	return "invalid alignment";
	case FAULT_ILLOP:	return "illegal operation";
	case FAULT_DIVZERO:	return "division by 0";
	case FAULT_NOSCRATCH:	return "out of scratch space";
	case FAULT_KPRIV:	return "invalid kernel access";
	case FAULT_UPRIV:	return "invalid user access";
	case FAULT_TUPOFLOW:	return "tuple stack overflow";
	case FAULT_BADSTACK:	return "bad stack";
	case FAULT_BADSIZE:	return "invalid size";
	case FAULT_BADINDEX:	return "Position out of bounds";
	case FAULT_LIBRARY:	return "library failure";
	case FAULT_ACTIONS:	return "MAXACTION exceeded";
	case FAULT_ERROR:	return "error";
	case FAULT_EMPTY:	return "empty aggregate";
	case FAULT_NESTING:	return "MAXNESTING exceeded";
	case FAULT_ABORT:	return "aborted";
#define FAULT(name, text) \
	case FAULT_##name: \
		s = rt_temp(rt, 96); \
		snprintf(s, 96, text, (long long)value); \
		return s;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat"
#pragma GCC diagnostic ignored "-Wformat-extra-args"
#include "lang/prog/fault.def"
#pragma GCC diagnostic pop
#undef FAULT
	}
	return "unknown error";
}

/* ---- assignment ---- */
/* the variable or element that an object lies in, and where in it */
static const struct expr *object_base(struct eval *e, const struct expr *to, uint64_t *offset)
{
	while (to->kind == E_MEMBER || to->kind == E_INDEX) {
		uint64_t at = 0;

		if (to->kind == E_MEMBER) {
			at = type_offset(type_strip(to->a->type), to->member);
		} else {
			const struct type *array = type_strip(to->a->type);
			struct value i = eval_expr(e, to->b);

			if (array->nelem > 1 && (uint64_t)i.i >= array->nelem)
				eval_raise(e, FAULT_BADINDEX, i.i, to->span);
			at = (uint64_t)i.i * bytes_of(to->type);
		}
		*offset += at;
		to = to->a;
	}
	return to;
}

static void set(struct eval *e, const struct expr *to, const struct value *v);

static void store_bits(const struct member *m, int64_t n, char *object, size_t size)
{
	for (uint32_t i = 0; i < m->bit_size; i++) {
		uint32_t bit = m->bit_offset + i;

		if (bit / 8 >= size)
			return;
		object[bit / 8] = (char)((object[bit / 8] & ~(1 << bit % 8)) | (n >> i & 1) << bit % 8);
	}
}

static void set_part(struct eval *e, const struct expr *to, const struct value *v)
{
	uint64_t offset = 0;
	const struct expr *base = object_base(e, to, &offset);

	if (stopped(e))
		return;
	if (base->kind != E_VAR && base->kind != E_ELEM) {
		eval_raise(e, FAULT_BADADDR, 0, to->span);
		return;
	}
	struct value old = eval_expr(e, base);
	char *bytes = rt_temp(e->rt, bytes_of(base->type) + 8);

	if (stopped(e))
		return;
	if (offset + bytes_of(to->type) > bytes_of(base->type)) {
		eval_raise(e, FAULT_BADINDEX, (int64_t)offset, to->span);
		return;
	}
	if (old.p)
		memcpy(bytes, old.p, old.len < bytes_of(base->type) ? old.len : bytes_of(base->type));
	if (to->kind == E_MEMBER && to->member->bit_size)
		store_bits(to->member, v->i, bytes + offset - to->member->offset,
			   bytes_of(base->type) - (offset - to->member->offset));
	else
		value_store(v, bytes + offset, bytes_of(to->type));
	struct value whole = value_load_all(base->type, bytes, bytes_of(base->type));

	set(e, base, &whole);
}

static void set(struct eval *e, const struct expr *to, const struct value *v)
{
	if (to->kind == E_VAR) {
		eval_set_var(e, to->var, v, to->span);
	} else if (to->kind == E_ELEM) {
		void *key = eval_key(e, to->var, to->args.v, to->args.n);

		if (!stopped(e))
			eval_set_elem(e, to->var, key, v, to->span);
	} else {
		set_part(e, to, v);
	}
}

/* keys come before the value: SystemTap's order, and one that a table of strings can be filled in */
static void run_set(struct eval *e, const struct stmt *s)
{
	const struct expr *to = s->to;
	void *key = to->kind == E_ELEM ? eval_key(e, to->var, to->args.v, to->args.n) : NULL;
	struct value v = eval_whole(e, s->value);

	if (stopped(e))
		return;
	if (key)
		eval_set_elem(e, to->var, key, &v, to->span);
	else
		set(e, to, &v);
}

static void aggregate(struct eval *e, const struct stmt *s)
{
	const struct var *var = s->to->var;
	struct store *store = e->rt->store;
	void *key = eval_key(e, var, s->to->args.v, s->to->args.n);
	int64_t value = 0, incr = 1;

	if (s->args.n)
		value = eval_expr(e, s->args.v[0]).i;
	if (s->value)
		incr = eval_expr(e, s->value).i;
	if (!stopped(e) && store->ops->aggregate(store, var, key, s->use, value, incr) &&
	    e->rt->prog->lang == LANG_STAP)
		eval_raise(e, FAULT_OVERFLOW, (int64_t)var->max_entries, s->span);
}

/* ---- loops ---- */
static enum flow run_loop(struct eval *e, const struct stmt *s, struct value *ret)
{
	while (!stopped(e) && (!s->cond || eval_truth(e, s->cond))) {
		e->actions++;
		enum flow f = run_block(e, s->body, ret);

		if (f == FLOW_BREAK)
			break;
		if (f == FLOW_RETURN)
			return f;
		end_round(e, s);
		if (s->step && !stopped(e)) {
			uint64_t spent = e->actions;	/* the round has been counted */

			run_block(e, s->step, NULL);
			e->actions = spent;
		}
	}
	return FLOW_ON;
}

static void bind_entry(struct eval *e, const struct foreach *fe, const struct entry *at)
{
	const struct var *var = fe->array;

	for (size_t i = 0; i < fe->keys.n; i++) {
		struct value k = eval_entry_key(var, at, i);

		if (k.p) {		/* the snapshot goes before the loop variable does */
			char *copy = rt_temp(e->rt, k.len + 1);

			memcpy(copy, k.p, k.len);
			k.p = copy;
		}
		eval_set_var(e, fe->keys.v[i], &k, (struct span){ 0 });
	}
	if (!fe->value)
		return;
	struct value v = value_load(var->type, at->val, bytes_of(var->type));

	if (v.p) {
		char *copy = rt_temp(e->rt, v.len + 1);

		memcpy(copy, v.p, v.len);
		v.p = copy;
	}
	eval_set_var(e, fe->value, &v, (struct span){ 0 });
}

static enum flow run_foreach(struct eval *e, const struct stmt *s, struct value *ret)
{
	const struct foreach *fe = s->fe;
	struct store *store = e->rt->store;
	struct value *slice = eval_slice(e, fe->slice.v, fe->slice.n);
	int64_t limit = fe->limit ? eval_expr(e, fe->limit).i : INT64_MAX;
	struct snapshot snap = { 0 };
	enum flow f = FLOW_ON;

	if (stopped(e) || store->ops->snapshot(store, fe->array, &snap))
		return FLOW_ON;
	eval_sort(e, fe, &snap);
	/* entries outside the slice count against the limit too, as SystemTap has it */
	for (size_t i = 0; i < snap.entries.n && (int64_t)i < limit && !stopped(e); i++) {
		if (!eval_slice_fits(fe->array, &snap.entries.v[i], slice, fe->slice.n))
			continue;
		e->actions++;
		bind_entry(e, fe, &snap.entries.v[i]);
		f = run_block(e, s->body, ret);
		if (f == FLOW_BREAK || f == FLOW_RETURN)
			break;
		end_round(e, s);
	}
	snapshot_fini(&snap);
	return f == FLOW_RETURN ? f : FLOW_ON;
}

/* ---- the rest ---- */
static enum flow run_try(struct eval *e, const struct stmt *s, struct value *ret)
{
	enum flow f = run_block(e, s->body, ret);

	if (!e->fault.code || e->fault.code == FAULT_ACTIONS || e->fault.code == FAULT_ABORT)
		return f;
	const char *text = e->fault.message ? e->fault.message
					    : eval_fault_text(e->rt, e->fault.code, e->fault.value);
	struct value v = value_string(text, strlen(text));

	e->fault = (struct eval_fault){ 0 };
	if (s->catch_var)
		eval_set_var(e, s->catch_var, &v, s->span);
	return s->other ? run_block(e, s->other, ret) : FLOW_ON;
}

static void throw_error(struct eval *e, const struct stmt *s)
{
	if (!s->value) {
		eval_raise(e, FAULT_ABORT, 0, s->span);
		return;
	}
	struct value v = eval_expr(e, s->value);

	if (stopped(e))
		return;
	char *text = rt_temp(e->rt, v.len + 1);

	memcpy(text, v.p, v.len);
	eval_raise(e, FAULT_ERROR, 0, s->span);
	e->fault.message = text;
}

static enum flow run_if(struct eval *e, const struct stmt *s, struct value *ret)
{
	enum flow f = FLOW_ON;

	if (s->commits)
		e->kept = e->rt->out.len;
	if (eval_truth(e, s->cond))
		f = run_block(e, s->body, ret);
	else if (s->other)
		f = run_block(e, s->other, ret);
	if (!s->made)
		end_of_part(e, s->span);
	if (s->commits && !e->fault.code)
		e->kept = e->rt->out.len;
	return f;
}

static void run_deferred(struct eval *e, const struct rec_call *c)
{
	struct value *locals = e->locals;
	struct value *carried = rt_temp(e->rt, (c->call->args.n + 1) * sizeof(*carried));

	if (!c->late) {
		eval_expr(e, c->call);
		return;
	}
	for (size_t i = 0; i < c->call->args.n; i++)
		carried[i] = eval_expr(e, c->call->args.v[i]);
	e->locals = carried;
	eval_expr(e, c->late);
	e->locals = locals;
}

static enum flow run_stmt(struct eval *e, const struct stmt *s, struct value *ret)
{
	struct value v;

	if (stmt_counts(s))
		count_action(e, s);
	if (stopped(e))
		return FLOW_ON;
	switch (s->kind) {
	case S_SET:
		run_set(e, s);
		return FLOW_ON;
	case S_DEL:
		eval_del(e, s->to);
		return FLOW_ON;
	case S_AGG:
		aggregate(e, s);
		return FLOW_ON;
	case S_IF:
		return run_if(e, s, ret);
	case S_LOOP:
		return run_loop(e, s, ret);
	case S_FOREACH:
		return run_foreach(e, s, ret);
	case S_BREAK:
		return FLOW_BREAK;
	case S_CONTINUE:
		return FLOW_CONTINUE;
	case S_NEXT:
		e->leaving = true;
		return FLOW_ON;
	case S_RETURN:
		if (s->value) {
			v = eval_expr(e, s->value);
			if (ret)
				*ret = v;
		}
		return FLOW_RETURN;
	case S_TRY:
		return run_try(e, s, ret);
	case S_THROW:
		throw_error(e, s);
		return FLOW_ON;
	case S_DO:
		eval_expr(e, s->value);
		return FLOW_ON;
	case S_DEFER:
		run_deferred(e, &s->rec->calls.v[s->call]);
		return FLOW_ON;
	case S_BLOCK:
		return run_block(e, s->body, ret);
	}
	assert(!"a kind of statement that eval does not know");
	return FLOW_ON;
}

static enum flow run_block(struct eval *e, const struct block *b, struct value *ret)
{
	for (size_t i = 0; b && i < b->stmts.n; i++) {
		enum flow f = run_stmt(e, b->stmts.v[i], ret);

		if (stopped(e))
			return FLOW_ON;
		if (f != FLOW_ON)
			return f;
	}
	return FLOW_ON;
}

void eval_block(struct eval *e, const struct block *b)
{
	run_block(e, b, NULL);
}

struct value eval_call_func(struct eval *e, const struct func *f, const struct value *args, size_t n,
			    struct span at)
{
	struct value *caller = e->locals;
	struct value ret = type_is_string(f->result) ? value_string("", 0) : value_int(0, &type_int64);
	uint64_t max = e->rt->opt && e->rt->opt->maxnesting ? e->rt->opt->maxnesting : e->rt->prog->nesting;

	if (e->depth >= (max && max < NESTING_MAX ? max : NESTING_MAX)) {
		eval_raise(e, FAULT_NESTING, 0, at);
		return ret;
	}
	struct value *locals = rt_temp(e->rt, (f->locals.n + 1) * sizeof(*locals));
	const struct eval_frame *outer = e->frame;

	if (!f->outlined) {	/* a part of a handler is no function of the script's */
		struct eval_frame *frame = rt_temp(e->rt, sizeof(*frame));

		*frame = (struct eval_frame){ at, outer };
		e->frame = frame;
		e->depth++;
	}
	e->locals = locals;
	for (size_t i = 0; i < f->params.n && i < n; i++)
		eval_set_var(e, f->params.v[i], &args[i], at);
	run_block(e, f->body, &ret);
	end_of_part(e, at);
	e->locals = caller;
	e->frame = outer;
	e->depth -= !f->outlined;
	if (type_is_scalar(f->result))
		ret = value_int(value_cut(ret.i, f->result), f->result);
	return ret;
}

static struct eval eval_begin(struct runtime *rt, const struct event *ev)
{
	struct eval e = { .rt = rt, .event = ev };

	if (rt->prog->lang == LANG_STAP)
		e.max_actions = rt->opt ? options_max_actions(rt->opt) : 10000;
	e.few_actions = e.max_actions && rt->opt && options_few_actions(rt->opt);
	rt->token = NULL;
	rt->match = NULL;
	return e;
}

static struct eval_fault eval_end(struct eval *e)
{
	if (e->fault.code && !e->fault.message)
		e->fault.message = eval_fault_text(e->rt, e->fault.code, e->fault.value);
	return e->fault;
}

/* D: a clause's record is lost on a fault; what became a line of JSON or was written out is not */
static void take_back(struct eval *e)
{
	struct buf *out = &e->rt->out;
	size_t to = e->kept > e->rt->sealed ? e->kept : e->rt->sealed;

	if (out->len <= to)
		return;
	out->len = to;
	out->s[to] = '\0';
}

struct eval_fault eval_clause(struct runtime *rt, const struct clause *c, const struct event *ev)
{
	struct eval e = eval_begin(rt, ev);

	e.locals = rt_temp(rt, (c->locals.n + 1) * sizeof(struct value));
	rt->fire.clause = c;
	rt->fire.arg = ev ? ev->arg : NULL;
	e.kept = rt->out.len;
	if (!c->guard || eval_truth(&e, c->guard))
		run_block(&e, c->body, NULL);
	end_of_part(&e, c->body->stmts.n ? c->body->stmts.v[c->body->stmts.n - 1]->span : c->span);
	if (e.fault.code && rt->prog->record_per_clause)
		take_back(&e);
	return eval_end(&e);
}

struct eval_fault eval_func(struct runtime *rt, const struct func *f, const struct value *args,
			    size_t nargs, struct value *ret)
{
	struct eval e = eval_begin(rt, NULL);
	struct value v = eval_call_func(&e, f, args, nargs, f->span);

	if (ret)
		*ret = v;
	return eval_end(&e);
}

struct eval_fault eval_late(struct runtime *rt, const struct expr *late, struct value *carried)
{
	struct eval e = eval_begin(rt, NULL);

	e.locals = carried;
	eval_expr(&e, late);
	return eval_end(&e);
}
