/*
 * emit_loop.c - loops of prog as callbacks of bpf_loop()
 *
 * The verifier walks a loop written in C round by round, so nested loops or loops over strings soon
 * cost it more than it allows. The callback of bpf_loop() (kernel 5.17) it walks a bounded number
 * of times. What a round shares with its surroundings - the numbers of the handler too - lies in
 * scratch: a map's value, of which the verifier assumes nothing, where it would follow what is on
 * the stack from round to round (from 6.7 on) or take the first round for all (before).
 *
 * A callback leaves its loop by returning 1; flow, a word of scratch, says where to go from there.
 * SystemTap's MAXACTION is counted in another word as eval counts it: each statement, each round.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lang/option.h"

static bool find_loop(struct stmt *s, void *ctx)
{
	*(bool *)ctx |= s->kind == S_LOOP || s->kind == S_FOREACH;
	return true;
}

bool emit_has_loop(struct block *b)
{
	bool found = false;

	block_walk(b, find_loop, NULL, &found);
	return found;
}

/* two words of scratch for all handlers, if one of them has a loop */
void emit_reserve_loops(struct emit *e)
{
	const struct prog *p = e->prog;

	for (size_t i = 0; i < p->clauses.n; i++)
		e->counts |= p->clauses.v[i]->place == PLACE_KERNEL && emit_has_loop(p->clauses.v[i]->body);
	for (size_t i = 0; i < p->funcs.n; i++)
		e->counts |= p->funcs.v[i]->in_kernel && (p->funcs.v[i]->cycle || emit_has_loop(p->funcs.v[i]->body));
	e->few_actions = p->lang == LANG_STAP && options_few_actions(e->world->options);
	e->counts |= e->few_actions;
	if (!e->counts)
		return;
	e->loop_words = e->scratch_base;
	e->scratch_base += 16;
}

static char *actions(struct emit *e)
{
	return arena_printf(e->prog->arena, "*(rt_u64 *)(f->scratch + %zu)", e->loop_words);
}

char *emit_flow(struct emit *e)
{
	return arena_printf(e->prog->arena, "*(rt_u64 *)(f->scratch + %zu)", e->loop_words + 8);
}

void emit_count_begin(struct emit *e)
{
	out(e, "\t%s = 0;\n", actions(e));
}

static void look_at_actions(struct emit *e, struct span at)
{
	e->unseen = 0;
	out(e, "if (%s >= %" PRIu64 ") ", actions(e), options_max_actions(e->world->options));
	emit_fail(e, "14", "0", at);
	out(e, "\n");
}

void emit_count(struct emit *e, const struct stmt *s)
{
	if (!e->counting || !stmt_counts(s))
		return;
	if (e->few_actions && e->unseen >= ACTIONS_UNSEEN)
		look_at_actions(e, s->span);
	out(e, "%s += 1;\n", actions(e));
	e->unseen++;
	if (e->few_actions && stmt_steers(s))
		look_at_actions(e, s->span);
}

void emit_end_of_part(struct emit *e, struct span at)
{
	if (e->counting && e->few_actions)
		look_at_actions(e, at);
}

/* a string of the result is an address here; who reads it uses probe reads */
char *emit_result(struct emit *e)
{
	return e->in_scratch ? arena_printf(e->prog->arena, "*(rt_s64 *)(f->scratch + %zu)", e->result_at)
			     : arena_printf(e->prog->arena, "result");
}

char *emit_local(struct emit *e, const struct var *v)
{
	return e->in_scratch ? arena_printf(e->prog->arena, "*(rt_s64 *)(f->scratch + %zu)", v->offset)
			     : arena_printf(e->prog->arena, "l%u", v->id);
}

/* a callback's text: it comes before the function that is being written */
struct buf emit_apart_begin(struct emit *e)
{
	struct buf outer = e->out;

	e->out = (struct buf)BUF_INIT;
	return outer;
}

void emit_apart_end(struct emit *e, struct buf outer)
{
	buf_puts(&e->loops, buf_str(&e->out));
	buf_fini(&e->out);
	e->out = outer;
}

void emit_round_begins(struct emit *e, const struct stmt *loop)
{
	emit_line(e, loop->span);
	out(e, "%s += 1;\n", actions(e));
}

void emit_round_ends(struct emit *e, const struct stmt *loop)
{
	bool counting = e->counting;

	look_at_actions(e, loop->turn);
	e->counting = false;		/* the round has been counted */
	if (loop->step)
		emit_block(e, loop->step);
	e->counting = counting;
}

/* one round: the callback's body, left by labels of its own */
static void emit_round(struct emit *e, const struct emit_round *r)
{
	const struct stmt *s = r->loop;

	r->begin(e, r);
	emit_round_begins(e, s);
	out(e, "{\n");
	emit_block(e, s->body);
	out(e, "}\n%s: __attribute__((unused));\n", e->continue_label);
	emit_round_ends(e, s);
	out(e, "\n\treturn 0;\n%s: __attribute__((unused));\n\treturn 1;\n", e->break_label);
}

static void emit_callback(struct emit *e, const struct emit_round *r)
{
	struct buf outer = emit_apart_begin(e), decl = e->decl, body;
	struct emit_slots slots = e->slots;

	e->decl = (struct buf)BUF_INIT;
	e->slots = (struct emit_slots){ 0 };
	emit_round(e, r);
	body = e->out;
	e->out = (struct buf)BUF_INIT;

	emit_line(e, r->loop->span);
	out(e, "static long loop_%u(rt_u32 round, struct firing *f)\n{\n"
	    "\tstruct rt_this *t __attribute__((unused)) = 0;\n\tconst char *thrown = 0;\n", r->n);
	emit_clause_names(e);
	buf_puts(&e->out, buf_str(&e->decl));
	buf_puts(&e->out, buf_str(&body));
	out(e, "fault: __attribute__((unused));\n");
	out(e, "\tif (thrown) f->thrown = thrown;\n\t%s = %d;\n\treturn 1;\n"
	    "next: __attribute__((unused));\n\t%s = %d;\n\treturn 1;\n}\n", emit_flow(e), FLOW_FAULT, emit_flow(e), FLOW_NEXT);
	emit_apart_end(e, outer);
	buf_fini(&e->decl);
	buf_fini(&body);
	e->decl = decl;
	e->slots = slots;
}

void emit_rounds(struct emit *e, struct emit_round *r)
{
	const char *brk = e->break_label, *cont = e->continue_label, *fault = e->fault_label;

	r->n = ++e->label;
	e->break_label = arena_printf(e->prog->arena, "break_%u", r->n);
	e->continue_label = arena_printf(e->prog->arena, "continue_%u", r->n);
	e->fault_label = "fault";
	e->uses_scratch = true;
	emit_callback(e, r);
	e->break_label = brk;
	e->continue_label = cont;
	e->fault_label = fault;
	out(e, "%s = %d;\n", emit_flow(e), FLOW_ON);
}

/* told once: a loop around this one, or around the function or the try this one left, goes on */
void emit_rounds_left(struct emit *e, const struct emit_round *r)
{
	out(e, "\n{ rt_u64 left_%u = %s; %s = %d; if (left_%u == %d) goto %s; if (left_%u == %d) goto next; }\n", r->n,
	    emit_flow(e), emit_flow(e), FLOW_ON, r->n, FLOW_FAULT, e->fault_label, r->n, FLOW_NEXT);
}

static void look_whether(struct emit *e, const struct emit_round *r)
{
	if (!r->loop->cond)
		return;
	out(e, "if (!");
	emit_expr(e, r->loop->cond);
	out(e, ")\n\treturn 1;\n");
}

void emit_loop(struct emit *e, const struct stmt *s)
{
	struct emit_round r = { .loop = s, .begin = look_whether };
	uint64_t max = options_max_actions(e->world->options);

	emit_rounds(e, &r);
	out(e, "if (bpf_loop(%" PRIu64 ", loop_%u, f, 0) == %d) ", max < ROUNDS_MAX ? max + 1 : ROUNDS_MAX, r.n,
	    ROUNDS_MAX);
	emit_fail(e, "14", "0", s->turn);
	emit_rounds_left(e, &r);
}
