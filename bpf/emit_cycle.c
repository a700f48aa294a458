/*
 * emit_cycle.c - functions of the script that call themselves, directly or by others
 *
 * A BPF program may not recurse, and its calls share 512 bytes. So the functions of a cycle (lang/prog/cycle.c)
 * become one callback of bpf_loop(). A round begins where a function begins, or behind a call that has come
 * back, and ends at the next such call or at the function's end:
 *
 *	static long cycle_1(rt_u32 round, struct firing *f)
 *	{
 *		switch (c->go_on) { case 1: goto point_1; case 2: goto point_2; ... }
 *	point_1:	fact() begins: its parameters are set
 *		if (n < 2) { result = 1; goto next; }
 *		push(2, locals); n = n - 1; c->go_on = 1; return 0;	%1 = fact(n - 1)
 *	point_2:	pop(locals); %1 = result;
 *		result = n * %1; goto next;
 *	next:	to where the stack's last entry says, or out of the cycle if it is empty
 *	}
 *
 * Locals have their place in scratch, as in functions with loops; the stack beside it has what they were in
 * the calls that wait, as many as MAXNESTING lets nest. lang/prog/apart.c has seen to it that nothing else
 * has to be kept over such a call. A loop in which there is one is not one of bpf_loop()'s: its next round
 * is one of the cycle's. A fault goes back call by call, as it does out of other functions, so that each `try`
 * sees it.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lang/option.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum { STACK_MAX_BYTES = 256 * 1024 };	/* fewer calls nest where they are larger */

struct cycle_func {
	size_t locals, size;		/* in scratch, bytes */
	unsigned begins;		/* point where the function does */
};

struct emit_cycle {
	const struct cycle *of;
	unsigned id, npoints;
	struct cycle_func *members;		/* as of->funcs */
	size_t control;			/* in scratch: struct rt_cycle, */
	size_t stack, entry, nentries;	/* entries of that many bytes: where to go on, locals */
	size_t result;			/* a number, */
	size_t text, text_size;		/* or text; size 0: none of the functions has one */
	size_t thrown, thrown_size;	/* of error() */
};

static unsigned new_point(struct emit_cycle *c)
{
	return ++c->npoints;
}

static const struct cycle_func *member_of(const struct emit_cycle *c, const struct func *fn)
{
	size_t i = 0;

	while (c->of->funcs.v[i] != fn)
		i++;
	return &c->members[i];
}

/* C text: the words of a cycle; its stack with its bounds */
static const char *control(struct emit *e, const struct emit_cycle *c)
{
	return arena_printf(e->prog->arena, "((struct rt_cycle *)(f->scratch + %zu))", c->control);
}

static const char *stack(struct emit *e, const struct emit_cycle *c)
{
	return arena_printf(e->prog->arena, "f->scratch + %zu, %zu, %zu", c->stack, c->nentries, c->entry);
}

/* ---- where all has its place ---- */

static void place_member(struct emit *e, struct emit_cycle *c, struct func *fn, struct cycle_func *m)
{
	m->begins = new_point(c);
	m->locals = e->scratch_at;
	for (size_t i = 0; i < fn->locals.n; i++)
		fn->locals.v[i]->offset = emit_scratch(e, type_strip(fn->locals.v[i]->type)->size);
	m->size = e->scratch_at - m->locals;
	if (8 + m->size > c->entry)
		c->entry = 8 + m->size;
	if (type_is_string(fn->result) && type_strip(fn->result)->size > c->text_size)
		c->text_size = type_strip(fn->result)->size;
}

static struct emit_cycle *place_cycle(struct emit *e, const struct cycle *of)
{
	struct emit_cycle *c = arena_new_of(e->prog->arena, struct emit_cycle);

	c->of = of;
	c->id = of->id;
	c->members = arena_array(e->prog->arena, struct cycle_func, of->funcs.n);
	for (size_t i = 0; i < of->funcs.n; i++)
		place_member(e, c, of->funcs.v[i], &c->members[i]);
	c->nentries = STACK_MAX_BYTES / c->entry;
	if (emit_nesting(e) < c->nentries)
		c->nentries = emit_nesting(e);
	c->control = emit_scratch(e, 8 * sizeof(uint64_t));
	c->stack = emit_scratch(e, c->nentries * c->entry);
	c->result = emit_scratch(e, 8);
	c->text = emit_scratch(e, c->text_size);
	c->thrown_size = e->world->options->strsize;
	c->thrown = emit_scratch(e, c->thrown_size);
	return c;
}

/* ---- calls that close the cycle ---- */

static void compute_arg(struct emit *e, const struct expr *arg, const char *name)
{
	if (!type_is_string(arg->type)) {
		out(e, "rt_s64 %s = ", name);
		emit_expr(e, arg);
		out(e, ";\n");
		return;
	}
	/* it may be one of the locals that become the parameters */
	size_t size = emit_string_size(arg);

	out(e, "char *%s = %s;\n", name, emit_slot(e, size));
	emit_into(e, arg, name, size, false);
	out(e, "\n");
}

static void set_param(struct emit *e, const struct var *param, const char *value)
{
	if (type_is_string(param->type))
		out(e, "rt_str_copy(f->scratch + %zu, %" PRIu64 ", %s);\n", param->offset,
		    (uint64_t)type_strip(param->type)->size, value);
	else
		out(e, "%s = %s;\n", emit_local(e, param), value);
}

static const char *arg_name(struct emit *e, unsigned point, size_t i)
{
	return arena_printf(e->prog->arena, "a%u_%zu", point, i);
}

static void leave_for(struct emit *e, const struct expr *call, unsigned back)
{
	struct emit_cycle *c = e->cycle;
	const struct cycle_func *own = member_of(c, e->func);

	out(e, "{\n");
	for (size_t i = 0; i < call->args.n; i++)
		compute_arg(e, call->args.v[i], arg_name(e, back, i));
	out(e, "char *entry = rt_cycle_entry(f->scratch + %zu, %s->depth, %zu, %zu);\n", c->stack, control(e, c),
	    c->nentries, c->entry);
	out(e, "if (f->depth >= %" PRIu64 " || !entry) ", emit_nesting(e));
	emit_fail(e, "17", "0", call->span);
	out(e, "\nrt_cycle_push(%s, entry, %u, f->scratch + %zu, %zu);\n", control(e, c), back, own->locals, own->size);
	for (size_t i = 0; i < call->args.n; i++)
		set_param(e, call->func->params.v[i], arg_name(e, back, i));
	out(e, "%s->go_on = %u;\nreturn 0;\n}\n", control(e, c), member_of(c, call->func)->begins);
}

static void come_back(struct emit *e, const struct expr *call, unsigned back)
{
	struct emit_cycle *c = e->cycle;
	const struct cycle_func *own = member_of(c, e->func);

	out(e, "point_%u:\nrt_cycle_pop(%s, %s, f->scratch + %zu, %zu);\n", back, control(e, c), stack(e, c), own->locals,
	    own->size);
	out(e, "if (%s->failed) { rt_cycle_fails_on(f, %s, f->scratch + %zu); f->fault.via = RT_VIA(f->fault.via, %u); "
	    "goto %s; }\n", control(e, c), control(e, c), c->thrown, call->span.start, e->fault_label);
}

bool emit_cycle_call(struct emit *e, const struct stmt *s)
{
	const struct expr *call = s->value;
	unsigned back;

	if (!e->cycle || (s->kind != S_SET && s->kind != S_DO) || call->kind != E_FCALL || call->func->cycle != e->cycle->of)
		return false;
	back = new_point(e->cycle);
	leave_for(e, call, back);
	come_back(e, call, back);
	if (s->kind == S_SET && type_is_string(call->func->result))
		set_param(e, s->to->var, arena_printf(e->prog->arena, "(f->scratch + %zu)", e->cycle->text));
	else if (s->kind == S_SET)
		set_param(e, s->to->var, emit_result(e));
	return true;
}

void emit_cycle_text(struct emit *e, const struct expr *value)
{
	emit_into(e, value, arena_printf(e->prog->arena, "(f->scratch + %zu)", e->cycle->text), e->cycle->text_size, false);
	out(e, "\n");
}

void emit_cycle_nothing(struct emit *e)
{
	if (type_is_string(e->func->result))
		out(e, "f->scratch[%zu] = 0;\n", e->cycle->text);
	else
		out(e, "%s = 0;\n", emit_result(e));
}

/* ---- loops ---- */

static void emit_condition(struct emit *e, const struct expr *cond)
{
	if (!cond)
		return;
	if (cond->kind == E_SEQ)	/* apart.c: the statements that call */
		emit_block(e, cond->body);
	out(e, "if (!");
	emit_expr(e, cond->kind == E_SEQ ? cond->a : cond);
	out(e, ") goto %s;\n", e->break_label);
}

bool emit_cycle_loop(struct emit *e, const struct stmt *s)
{
	const char *brk = e->break_label, *cont = e->continue_label;
	unsigned again;

	if (!e->cycle || !loop_calls_into(s, e->cycle->of))
		return false;
	again = new_point(e->cycle);
	e->break_label = arena_printf(e->prog->arena, "left_%u", again);
	e->continue_label = arena_printf(e->prog->arena, "round_%u", again);
	out(e, "point_%u:\n{\n", again);
	emit_condition(e, s->cond);
	emit_round_begins(e, s);
	emit_block(e, s->body);
	out(e, "}\n%s: __attribute__((unused));\n", e->continue_label);
	emit_round_ends(e, s);
	out(e, "%s->go_on = %u;\nreturn 0;\n%s: __attribute__((unused));\n", control(e, e->cycle), again, e->break_label);
	e->break_label = brk;
	e->continue_label = cont;
	return true;
}

/* ---- the callback ---- */

static void emit_member(struct emit *e, struct func *fn)
{
	e->func = fn;
	emit_line(e, fn->span);
	out(e, "point_%u:\n{\n", member_of(e->cycle, fn)->begins);
	emit_clear_locals(e, fn->locals.v + fn->params.n, fn->locals.n - fn->params.n);
	emit_block(e, fn->body);
	emit_end_of_part(e, fn->span);
	emit_cycle_nothing(e);
	out(e, "goto next;\n}\n");
}

static void emit_ends(struct emit *e, const struct emit_cycle *c)
{
	out(e, "next: __attribute__((unused));\n\treturn rt_cycle_return(%s, %s);\n", control(e, c), stack(e, c));
	out(e, "fault: __attribute__((unused));\n\tif (thrown) f->thrown = thrown;\n"
	    "\tif (!%s->depth) { %s = %d; return 1; }\n", control(e, c), emit_flow(e), FLOW_FAULT);
	out(e, "\trt_cycle_fail(f, %s, f->scratch + %zu, %zu);\n\tgoto next;\n}\n", control(e, c), c->thrown, c->thrown_size);
}

static void emit_points(struct emit *e, const struct emit_cycle *c)
{
	out(e, "\trt_cycle_round(f, %s);\n\tswitch (%s->go_on) {\n", control(e, c), control(e, c));
	for (unsigned i = 1; i <= c->npoints; i++)
		out(e, "\tcase %u: goto point_%u;\n", i, i);
	out(e, "\t}\n\treturn 1;\n");
}

static void emit_callback(struct emit *e, struct emit_cycle *c)
{
	struct buf outer = emit_apart_begin(e), bodies;

	for (size_t i = 0; i < c->of->funcs.n; i++)
		emit_member(e, c->of->funcs.v[i]);
	bodies = e->out;
	e->out = outer;
	buf_puts(&e->out, buf_str(&e->loops));
	emit_line(e, c->of->funcs.v[0]->span);
	out(e, "static long cycle_%u(rt_u32 round, struct firing *f)\n{\n"
	    "\tstruct rt_this *t __attribute__((unused)) = 0;\n\tconst char *thrown = 0;\n", c->id);
	buf_puts(&e->out, buf_str(&e->decl));
	emit_points(e, c);
	buf_puts(&e->out, buf_str(&bodies));
	emit_ends(e, c);
	buf_fini(&bodies);
}

/* ---- from outside ---- */

static void emit_entrance(struct emit *e, struct emit_cycle *c, const struct func *fn)
{
	bool is_string = type_is_string(fn->result);

	e->func = fn;
	emit_line(e, fn->span);
	emit_func_head(e, fn);
	out(e, "\n{\n\tconst char *thrown = 0;\n");
	for (size_t i = 0; i < fn->params.n; i++)
		set_param(e, fn->params.v[i], arena_printf(e->prog->arena, "p%u", fn->params.v[i]->id));
	out(e, "\trt_cycle_begin(f, %s, %u);\n\t%s = %d;\n\tlong rounds = bpf_loop(%d, cycle_%u, f, 0);\n", control(e, c),
	    member_of(c, fn)->begins, emit_flow(e), FLOW_ON, ROUNDS_MAX, c->id);
	out(e, "\tf->depth = (rt_u32)%s->base;\n\tif (rounds == %d) ", control(e, c), ROUNDS_MAX);
	emit_fail(e, "14", "0", fn->span);
	out(e, "\n\tif (%s == %d) { %s = %d; goto fault; }\n", emit_flow(e), FLOW_FAULT, emit_flow(e), FLOW_ON);
	out(e, "fault: __attribute__((unused));\n\tif (thrown) f->thrown = thrown;\n");
	if (fn->result->kind == TY_VOID)
		out(e, "\treturn;\n}\n");
	else if (is_string)
		out(e, "\treturn f->scratch + %zu;\n}\n", c->text);
	else
		out(e, "\treturn %s;\n}\n", emit_result(e));
}

void emit_cycle(struct emit *e, const struct cycle *of)
{
	struct emit_cycle *c;

	e->clause = NULL;
	e->func = of->funcs.v[0];
	e->in_scratch = e->counting = true;
	emit_begin_body(e);
	emit_need_parts(e, "cycle");
	e->cycle = c = place_cycle(e, of);
	e->result_at = c->result;
	emit_callback(e, c);
	e->cycle = NULL;
	for (size_t i = 0; i < of->funcs.n; i++)
		emit_entrance(e, c, of->funcs.v[i]);
	for (size_t i = 0; i < of->funcs.n; i++)
		e->funcs[of->funcs.v[i]->id] |= EMIT_FUNC_DONE | EMIT_FUNC_SCRATCH;
	e->scratch_at = e->scratch_top;
	e->func = NULL;
}
