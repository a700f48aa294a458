/*
 * emit_clause.c - bodies: the clauses, the functions that they call, the groups that call them
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lang/option.h"
#include "lang/prog/walk.h"

enum {
	CALLS_APART = 6,	/* a function with more calls is one: each copy takes the caller's stack, and clang's time */
	CALL_PARAMS = 3,	/* of the five that BPF passes: firing and this-> come first */
};

/* ---- locals ---- */
static void declare_local(struct emit *e, struct var *v, bool is_param)
{
	if (type_is_string(v->type) || e->in_scratch) {
		v->offset = emit_scratch(e, type_strip(v->type)->size);
		return;
	}
	if (is_param)
		out(e, "\trt_s64 l%u = p%u;\n", v->id, v->id);
	else
		out(e, "\trt_s64 l%u = 0;\n", v->id);
}

void emit_clear_locals(struct emit *e, struct var *const *v, size_t n)
{
	enum { TOGETHER = 64 };

	for (size_t i = 0; i < n; i++) {
		if (type_is_string(v[i]->type))
			out(e, "\tf->scratch[%zu] = 0;\n", v[i]->offset);
		else if (e->in_scratch)
			out(e, "\t%s = 0;\n", emit_local(e, v[i]));
		/* of too many in a row clang makes a call of memset(), which is not there */
		if (i % TOGETHER == TOGETHER - 1)
			out(e, "\tasm volatile(\"\" ::: \"memory\");\n");
	}
}

/* text of a part that is written before we know what it needs in front of it */
static struct buf detach(struct emit *e, struct buf outer)
{
	struct buf part = e->out;

	e->out = outer;
	return part;
}

static struct buf attach_new(struct emit *e)
{
	struct buf outer = e->out;

	e->out = (struct buf)BUF_INIT;
	return outer;
}

static void append(struct emit *e, struct buf *part)
{
	buf_puts(&e->out, buf_str(part));
	buf_fini(part);
}

/* more than these are not left to clang: what its registers do not hold goes to the stack, all at once */
enum { NUMBERS_MAX = 12, TEXTS_MAX = 16, STMTS_MAX = 100 };

static bool count_stmt(struct stmt *s, void *n)
{
	(void)s;
	++*(size_t *)n;
	return true;
}

static size_t count_stmts(struct block *b)
{
	size_t n = 0;

	block_walk(b, count_stmt, NULL, &n);
	return n;
}

static size_t count_texts(struct var *const *locals, size_t n)
{
	size_t texts = 0;

	for (size_t i = 0; i < n; i++)
		texts += type_is_string(locals[i]->type);
	return texts;
}

bool emit_has_many_texts(const struct prog *p)
{
	for (size_t i = 0; i < p->clauses.n; i++)
		if (count_texts(p->clauses.v[i]->locals.v, p->clauses.v[i]->locals.n) > TEXTS_MAX)
			return true;
	for (size_t i = 0; i < p->funcs.n; i++)
		if (count_texts(p->funcs.v[i]->locals.v, p->funcs.v[i]->locals.n) > TEXTS_MAX)
			return true;
	return false;
}

static void begin_body(struct emit *e, struct block *body, struct var *const *locals, size_t n)
{
	bool loops = emit_has_loop(body);

	e->in_scratch = loops || n - count_texts(locals, n) > NUMBERS_MAX || count_stmts(body) > STMTS_MAX;
	e->counting = e->counts && (e->func || loops || e->few_actions);
	emit_begin_body(e);
}

void emit_begin_body(struct emit *e)
{
	e->fault_label = "fault";
	/* frames of callbacks come on top of this one: nothing of ours on the stack then */
	e->stack_used = e->counting ? STACK_ROOM : e->apart ? STACK_ROOM / 2 : 0;
	e->alloca_at = 0;
	e->slots = (struct emit_slots){ 0 };
	e->uses_scratch = false;
	e->open.n = 0;
	buf_reset(&e->decl);
	buf_reset(&e->loops);
}

/* ---- functions of the script ---- */
static bool find_deeper(struct expr *x, void *ctx)
{
	*(bool *)ctx |= x->kind == E_FCALL;
	return true;
}

/* a frame of its own is one of eight; what a function calls wants its own, and so do loops, here or around */
static bool can_be_called(const struct emit *e, const struct func *fn)
{
	bool deeper = e->counts;

	block_walk(fn->body, NULL, find_deeper, &deeper);
	return !deeper && e->calls[fn->id] >= CALLS_APART && fn->params.n <= CALL_PARAMS;
}

void emit_func_head(struct emit *e, const struct func *fn)
{
	bool call = can_be_called(e, fn);

	out(e, "%s %s fn_%u(struct firing *f, struct rt_this *t", call ? "RT_CALL" : "RT_INLINE",
	    fn->result->kind == TY_VOID ? "void" : type_is_string(fn->result) ? "const char *" : "rt_s64", fn->id);
	for (size_t i = 0; i < fn->params.n; i++)
		out(e, ", %sp%u", type_is_string(fn->params.v[i]->type) ? "const char *" : "rt_s64 ",
		    fn->params.v[i]->id);
	out(e, ")");
}

static void emit_func(struct emit *e, struct func *fn)
{
	bool is_void = fn->result->kind == TY_VOID, is_string = type_is_string(fn->result);
	bool called = can_be_called(e, fn);

	e->func = fn;
	e->clause = NULL;
	begin_body(e, fn->body, fn->locals.v, fn->locals.n);

	struct buf outer = attach_new(e);

	for (size_t i = 0; i < fn->locals.n; i++)
		declare_local(e, fn->locals.v[i], i < fn->params.n);

	struct buf locals = detach(e, outer);

	if (e->in_scratch) {
		e->result_at = emit_scratch(e, 8);
	}
	e->uses_scratch |= e->counting;
	outer = attach_new(e);
	for (size_t i = 0; i < fn->params.n; i++) {
		const struct var *v = fn->params.v[i];

		if (type_is_string(v->type))
			out(e, "\trt_str_copy(f->scratch + %zu, %" PRIu64 ", p%u);\n", v->offset,
			    type_strip(v->type)->size, v->id);
		else if (e->in_scratch)
			out(e, "\t%s = p%u;\n", emit_local(e, v), v->id);
	}
	emit_clear_locals(e, fn->locals.v + fn->params.n, fn->locals.n - fn->params.n);
	emit_block(e, fn->body);
	emit_end_of_part(e, fn->span);

	struct buf body = detach(e, outer);

	buf_puts(&e->out, buf_str(&e->loops));
	emit_line(e, fn->span);
	emit_func_head(e, fn);
	out(e, "\n{\n");
	if (e->in_scratch)
		out(e, "\t%s = 0;\n", emit_result(e));
	else if (!is_void)
		out(e, "\t%s result = %s;\n", is_string ? "const char *" : "rt_s64", is_string ? "\"\"" : "0");
	out(e, "\tconst char *thrown = 0;\n");
	append(e, &locals);
	buf_puts(&e->out, buf_str(&e->decl));
	if (called)
		out(e, "\trt_deeper(f, 1);\n");
	append(e, &body);
	out(e, "\tgoto next;\nfault: __attribute__((unused));\n");
	out(e, "\tif (thrown) f->thrown = thrown;\nnext: __attribute__((unused));\n%s", called ? "\trt_deeper(f, -1);\n" : "");
	if (is_void)
		out(e, "%s\treturn;\n}\n", called ? "\tRT_NOTHING;\n" : "");
	else
		out(e, "\treturn (%s)%s;\n}\n", is_string ? "const char *" : "rt_s64", emit_result(e));
	e->scratch_at = e->scratch_top;
	e->funcs[fn->id] |= EMIT_FUNC_DONE | (e->uses_scratch ? EMIT_FUNC_SCRATCH : 0);
	e->func = NULL;
}

static void emit_func_after(struct emit *e, struct func *fn);

static bool emit_callee(struct expr *x, void *ctx)
{
	if (x->kind == E_FCALL)
		emit_func_after(ctx, x->func);
	return true;
}

/* what it calls comes before it; those that call each other in a circle come together */
static void emit_func_after(struct emit *e, struct func *fn)
{
	if (e->funcs[fn->id] & (EMIT_FUNC_DONE | EMIT_FUNC_BEGUN))
		return;
	for (size_t i = 0; fn->cycle && i < fn->cycle->funcs.n; i++)
		e->funcs[fn->cycle->funcs.v[i]->id] |= EMIT_FUNC_BEGUN;
	for (size_t i = 0; i < func_bodies(fn); i++)
		block_walk(func_body(fn, i), NULL, emit_callee, e);
	if (fn->cycle)
		emit_cycle(e, fn->cycle);
	else
		emit_func(e, fn);
}

/* ---- clauses ---- */
static void emit_need_scratch(struct emit *e)
{
	out(e, "\tif (!f->scratch && !rt_scratch_get(f))\n\t\treturn;\n");
}

const struct group *emit_error_group(const struct emit *e)
{
	for (size_t i = 0; i < e->groups.n; i++)
		if (emit_is_role(e->groups.v[i], ROLE_ERROR))
			return e->groups.v[i];
	return NULL;
}

static bool in_error_group(const struct emit *e, const struct clause *c)
{
	const struct group *g = emit_error_group(e);

	for (size_t i = 0; g && i < g->clauses.n; i++)
		if (g->clauses.v[i] == c)
			return true;
	return false;
}

static void emit_fault_end(struct emit *e, const struct clause *c)
{
	const struct group *error = emit_error_group(e);
	bool session = e->prog->fault == FAULT_ENDS_SESSION;

	if (in_error_group(e, c)) {	/* only counted (D, "ERROR probe") */
		out(e, "\trt_add(&rt.err_faults, 1);\n");
		return;
	}
	if (e->aborts)
		out(e, "\tif (f->fault.code == %d)\n\t\tgoto next;\n", FAULT_ABORT);
	out(e, "\trt_fault_report(f, %u, thrown);\n", c->id);
	if (session && e->world->options->maxerrors)
		out(e, "\tif (__sync_fetch_and_add(&rt.errors, 1) >= %" PRIu64 "ULL)\n\t",
		    e->world->options->maxerrors);
	if (session)
		out(e, "\trt.gate = RT_GATE_EXIT;\n");
	if (!error || session)
		return;
	e->group_calls[error->id]++;
	out(e, "\tstruct firing ef = { .ctx = f->ctx, .skip = f->skip, .probe = %u, .scratch = f->scratch };\n"
	    "\tef.arg[1] = %s; ef.arg[2] = %u; ef.arg[3] = -1; ef.arg[4] = f->fault.code; "
	    "ef.arg[5] = f->fault.value;\n"
	    "\tstruct rt_this et;\n\tgroup_%u(&ef, &et);\n", error->probes.v[0]->index, e->ids_used ? "rt_probe_id(f->probe)" : "f->probe", c->id,
	    error->id);
}

void emit_clause_names(struct emit *e)
{
	const struct clause *c = e->clause;

	if (!c)
		return;
	out(e, "\tenum { CLAUSE = %u };\n", c->id);
}

/* what every firing of the clause begins with */
static void begin_clause(struct emit *e, const struct clause *c, struct buf *locals)
{
	emit_line(e, c->span);
	out(e, "%s void clause_%u(struct firing *f, struct rt_this *t)\n{\n"
	    "\tconst char *thrown = 0;\n", e->apart && e->share == 1 ? "RT_CALL" : "RT_INLINE", c->id);
	emit_clause_names(e);
	append(e, locals);
	buf_puts(&e->out, buf_str(&e->decl));
	emit_lock_begin(e, c);
	emit_open_records(e);
	if (c->speculates)
		out(e, "\tf->spec = 0;\n");
	out(e, "\tf->fault.code = 0;\n\tf->fault.via = 0;\n%s",
	    e->prog->lang == LANG_D ? "\tf->used = f->dealt_end = 0;\n" : "");
	if (c->spelling) {	/* pn(), also in the functions that the clause calls */
		out(e, "\tf->point = ");
		buf_quote(&e->out, c->spelling, strlen(c->spelling));
		out(e, ";\n");
	}
}

static void emit_clause(struct emit *e, struct clause *c)
{
	bool guard_scratch = false;
	struct buf guard = BUF_INIT, outer, locals;

	e->clause = c;
	e->func = NULL;
	e->scratch_at = e->scratch_top = e->scratch_base;
	begin_body(e, c->body, c->locals.v, c->locals.n);
	emit_begin_tests(e, c);

	outer = attach_new(e);
	for (size_t i = 0; i < c->locals.n; i++)
		declare_local(e, c->locals.v[i], false);
	locals = detach(e, outer);

	if (c->guard) {
		outer = attach_new(e);
		emit_line(e, c->guard->span);
		out(e, "\tif (!");
		emit_expr(e, c->guard);
		out(e, ")\n\t\treturn;\n");
		guard = detach(e, outer);
		guard_scratch = e->uses_scratch;
	}
	outer = attach_new(e);
	for (size_t i = 0; i < c->locals.n; i++)
		e->uses_scratch |= type_is_string(c->locals.v[i]->type);
	e->uses_scratch |= e->counting && e->few_actions;
	emit_clear_locals(e, c->locals.v, c->locals.n);
	emit_block(e, c->body);
	emit_end_of_part(e, c->body->stmts.n ? c->body->stmts.v[c->body->stmts.n - 1]->span : c->span);

	struct buf body = detach(e, outer);

	buf_puts(&e->out, buf_str(&e->loops));
	begin_clause(e, c, &locals);
	if (guard_scratch)
		emit_need_scratch(e);
	append(e, &guard);
	if (e->uses_scratch && !guard_scratch)
		emit_need_scratch(e);
	if (e->counts && e->uses_scratch)
		emit_count_begin(e);
	if (e->tokens && e->uses_scratch)
		out(e, "\t*(rt_u64 *)(f->scratch + %zu) = 0;\n", e->token_at + 8);
	emit_match_begin(e);
	append(e, &body);
	out(e, "\n\tgoto next;\nfault: __attribute__((unused));\n");
	emit_close_records(e);
	emit_fault_end(e, c);
	out(e, "next: __attribute__((unused));\n");
	emit_lock_end(e, c);
	out(e, "%s\treturn;\n}\n", e->apart && e->share == 1 ? "\tRT_NOTHING;\n" : "");
	if (e->scratch_top > e->scratch_size)
		e->scratch_size = e->scratch_top;
	e->clause = NULL;
}

/* clauses of a group, the first ones or those that come behind */
static void emit_calls(struct emit *e, const struct group *g, size_t from, size_t to)
{
	/* END and ERROR run after the gate is shut, BEGIN before it opens */
	bool gated = emit_is_role(g, ROLE_EVENT) || emit_is_role(g, ROLE_TICK);
	bool monitored = e->world->options->monitor, timed = e->world->options->times || monitored;

	for (size_t i = from; i < to; i++) {
		unsigned id = g->clauses.v[i]->id;

		if (i && e->has_exit && gated)
			out(e, "\tif (*(volatile rt_u32 *)&rt.gate != RT_GATE_OPEN)\n\t\tgoto out;\n");
		else if (i && e->has_exit && emit_is_role(g, ROLE_BEGIN))
			out(e, "\tif (*(volatile rt_u32 *)&rt.gate == RT_GATE_EXIT)\n\t\tgoto out;\n");
		if (monitored)
			out(e, "\tif (!rt_is_muted(%u, f->probe))\n\t", id);
		if (timed)
			out(e, "\t{ rt_u64 since = bpf_ktime_get_ns(); clause_%u(f, t); rt_time(%u, f->probe, since); }\n", id, id);
		else
			out(e, "\tclause_%u(f, t);\n", id);
	}
	out(e, "out: __attribute__((unused));\n");
}

/* functions of several clauses each, where there are more than the kernel takes functions */
static void emit_shares(struct emit *e, const struct group *g)
{
	for (size_t i = 0; i < g->clauses.n; i += e->share) {
		out(e, "RT_CALL void group_%u_%zu(struct firing *f, struct rt_this *t)\n{\n\t(void)t;\n", g->id, i);
		emit_calls(e, g, i, i + e->share < g->clauses.n ? i + e->share : g->clauses.n);
		out(e, "\tRT_NOTHING;\n\treturn;\n}\n");
	}
}

static void emit_group(struct emit *e, const struct group *g)
{
	bool gated = emit_is_role(g, ROLE_EVENT) || emit_is_role(g, ROLE_TICK);

	if (e->share > 1)
		emit_shares(e, g);
	out(e, "GROUP_%u void group_%u(struct firing *f, struct rt_this *t)\n{\n", g->id, g->id);
	if (gated)
		out(e, "\tif (rt.gate != RT_GATE_OPEN)\n\t\treturn;\n");
	if (gated && e->world->options->has_cpu)
		out(e, "\tif (bpf_get_smp_processor_id() != %" PRIu64 ")\n\t\treturn;\n", e->world->options->cpu_only);
	if (e->world->options->cgroup && emit_is_role(g, ROLE_EVENT))
		out(e, "\tif (!rt_in_cgroup())\n\t\treturn;\n");
	out(e, "\t__builtin_memset(t, 0, sizeof(*t));\n\trt_deeper(f, GROUP_%u_FRAMES + %d);\n", g->id, e->apart);
	if (e->share == 1)
		emit_calls(e, g, 0, g->clauses.n);
	for (size_t i = 0; e->share > 1 && i < g->clauses.n; i += e->share)
		out(e, "\tgroup_%u_%zu(f, t);\n", g->id, i);
	out(e, "\trt_deeper(f, -(GROUP_%u_FRAMES + %d));\n", g->id, e->apart);
	if (!emit_is_role(g, ROLE_ERROR))
		out(e, "\tif (f->scratch)\n\t\trt_scratch_put(f);\n");
	out(e, "\tRT_NOTHING;\n}\n");
}

static bool count_call(struct expr *x, void *ctx)
{
	if (x->kind == E_FCALL)
		((struct emit *)ctx)->calls[x->func->id]++;
	return true;
}

static void count_calls(struct emit *e)
{
	e->calls = arena_array(e->prog->arena, unsigned, e->prog->funcs.n + 1);
	kernel_walk(e->prog, NULL, count_call, e);
}

void emit_bodies(struct emit *e)
{
	struct prog *p = e->prog;

	count_calls(e);

	for (size_t i = 0; i < p->funcs.n; i++)
		if (p->funcs.v[i]->in_kernel)
			emit_func_after(e, p->funcs.v[i]);
	e->scratch_base = e->scratch_at > e->scratch_base ? e->scratch_at : e->scratch_base;
	if (e->scratch_base > e->scratch_size)
		e->scratch_size = e->scratch_base;

	const struct group *error = emit_error_group(e);

	/* a fault calls the ERROR group: it comes first */
	for (size_t i = 0; error && i < error->clauses.n; i++)
		emit_clause(e, error->clauses.v[i]);
	if (error)
		emit_group(e, error);
	for (size_t i = 0; i < p->clauses.n; i++)
		if (p->clauses.v[i]->place == PLACE_KERNEL && !in_error_group(e, p->clauses.v[i]))
			emit_clause(e, p->clauses.v[i]);
	for (size_t i = 0; i < e->groups.n; i++)
		if (e->groups.v[i] != error)
			emit_group(e, e->groups.v[i]);
}
