/*
 * effect.c - what statements read, write and need: for those passes that move them
 *
 * Variables count by name, elements are not told apart. Functions count with all that they call.
 */
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

void effects_init(struct effects *x, struct prog *p)
{
	*x = (struct effects){ .prog = p };
	x->funcs = arena_array(p->arena, struct effect, p->funcs.n + 1);
	x->state = arena_array(p->arena, unsigned char, p->funcs.n + 1);
}

struct effect *effect_new(struct effects *x, size_t nlocals)
{
	struct effect *e = arena_new_of(x->prog->arena, struct effect);

	e->nlocals = nlocals;
	e->globals = arena_array(x->prog->arena, unsigned char, x->prog->vars.n + 1);
	e->locals = arena_array(x->prog->arena, unsigned char, nlocals + 1);
	e->refs = arena_array(x->prog->arena, unsigned, nlocals + 1);
	return e;
}

void effect_add(struct effects *x, struct effect *into, const struct effect *from)
{
	for (size_t i = 0; i < x->prog->vars.n; i++)
		into->globals[i] |= from->globals[i];
	into->needs |= from->needs;
	into->faults |= from->faults;
	into->acts |= from->acts;
	into->ends |= from->ends;
	if (into->nlocals != from->nlocals)
		return;
	into->escapes |= from->escapes;
	for (size_t i = 0; i < from->nlocals; i++) {
		into->locals[i] |= from->locals[i];
		into->refs[i] += from->refs[i];
	}
}

struct look {
	struct effects *x;
	struct effect *e;
	const struct expr *to;		/* what the statement assigns: it is not read */
	unsigned loops;			/* around, below the statement that was asked for */
};

static void touch(struct look *l, const struct var *v, unsigned char how)
{
	if (v->storage == V_LOCAL && v->id >= l->e->nlocals)
		return;			/* not of this clause: outline.c is at work */
	if (v->storage == V_LOCAL) {
		l->e->locals[v->id] |= how;
		l->e->refs[v->id]++;
	} else {
		l->e->globals[v->id] |= how;
		if (v->storage == V_THREAD)
			l->e->needs |= NEEDS_KERNEL;
		if (v->in_user)
			l->e->needs |= NEEDS_USER;
	}
}

static void look_at_block(struct look *l, const struct block *b);

/* of a cycle all functions count, under the number of the first of them */
static void look_at_func(struct look *l, struct func *f)
{
	unsigned id = f->cycle ? f->cycle->funcs.v[0]->id : f->id;
	struct effect *of = &l->x->funcs[id];

	if (l->x->state[id] == 1)		/* a call that closes the cycle */
		return;
	if (l->x->state[id] == 0) {
		struct look in = { .x = l->x, .e = of };

		*of = *effect_new(l->x, f->cycle ? 0 : f->locals.n);
		of->needs |= f->cycle && !f->cycle->fits ? NEEDS_USER : 0;
		of->faults |= f->cycle != NULL;		/* MAXNESTING */
		l->x->state[id] = 1;
		for (size_t i = 0; i < func_bodies(f); i++)
			look_at_block(&in, func_body(f, i));
		l->x->state[id] = 2;
	}
	for (size_t i = 0; i < l->x->prog->vars.n; i++)
		l->e->globals[i] |= of->globals[i];
	l->e->needs |= of->needs;
	l->e->faults |= of->faults;
	l->e->acts |= of->acts;
	l->e->ends |= of->ends;
}

static void look_at_call(struct look *l, const struct expr *e)
{
	const struct builtin *b = e->builtin;
	bool of_part = b->flags & B_TOKENS || (!b->bpf && b->flags & B_STATE);	/* goes by what was done before */

	if (!b->bpf || (b->flags & B_TOKENS && l->x->tokens_in_user))
		l->e->needs |= NEEDS_USER;
	if (!b->user)
		l->e->needs |= NEEDS_KERNEL;
	if (b->peeks)
		l->e->needs |= NEEDS_MEMORY;
	if (b->flags & B_STATE)
		l->e->needs |= NEEDS_STATE;
	if (b->flags & B_TOKENS)
		l->e->needs |= NEEDS_TOKENS;
	if ((b->flags & B_NOW || (!e->args.n && e->type->kind != TY_VOID)) && !of_part)
		l->e->needs |= NEEDS_FIRING;
	l->e->faults |= (b->flags & B_FAULTS) != 0;
}

static bool look_at_expr(struct expr *e, void *ctx)
{
	struct look *l = ctx;

	switch (e->kind) {
	case E_VAR: case E_ELEM: case E_IN: case E_VARREF:
		touch(l, e->var, EFFECT_READS);
		break;
	case E_AGGREAD:
		touch(l, e->var, EFFECT_READS);
		if (e->num || e->type->kind == TY_STAT)	/* buckets in the order of their counts; a histogram's text */
			l->e->needs |= NEEDS_USER;
		l->e->faults |= e->b || e->var->aggs.v[e->use].fn->needs_nonempty;
		break;
	case E_LOAD:
		if (e->space != SPACE_SCRATCH)
			l->e->needs |= NEEDS_MEMORY;
		l->e->faults = true;
		break;
	case E_CTX:
		l->e->needs |= NEEDS_FIRING;
		break;
	case E_CALL:
		look_at_call(l, e);
		break;
	case E_FCALL:
		look_at_func(l, e->func);
		break;
	case E_BINARY:
		l->e->faults |= e->op == OP_DIV || e->op == OP_MOD;
		break;
	case E_SEQ:
		look_at_block(l, e->body);
		expr_walk(e->a, look_at_expr, l);
		return false;
	case E_CONST: case E_STR: case E_MEMBER: case E_INDEX: case E_ADDR: case E_UNARY: case E_COND: case E_CAST:
		break;
	}
	return true;
}

static void look_at_direct(struct expr *e, void *ctx)
{
	struct look *l = ctx;

	if (e != l->to || (e->kind != E_VAR && e->kind != E_ELEM && e->kind != E_VARREF)) {
		expr_walk(e, look_at_expr, l);
		return;
	}
	for (size_t i = 0; i < e->args.n; i++)
		if (e->args.v[i])
			expr_walk(e->args.v[i], look_at_expr, l);
}

static void look_at_target(struct look *l, const struct stmt *s)
{
	const struct expr *to = s->to;

	while (to->kind == E_MEMBER || to->kind == E_INDEX || to->kind == E_ADDR || to->kind == E_LOAD)
		to = to->a;
	if (!to->var)
		return;
	bool element = to->kind == E_ELEM || s->kind == S_AGG;
	bool all = s->kind == S_DEL;

	touch(l, to->var, element && !all ? EFFECT_UPDATES : EFFECT_WRITES);
}

static void look_at_action(struct look *l, struct expr *call)
{
	unsigned needs = l->e->needs;

	l->e->acts = true;
	if (call->kind == E_CALL && call->builtin->flags & B_GATE)
		l->e->ends = true;
	for (size_t i = 0; i < call->args.n; i++) {
		if (call->args.v[i] && expr_is_late(call->args.v[i])) {
			struct effect *own = l->e;
			struct effect *late = effect_new(l->x, own->nlocals);

			l->e = late;
			expr_walk(call->args.v[i], look_at_expr, l);
			l->e = own;
			late->needs &= ~NEEDS_USER;
			effect_add(l->x, own, late);
		} else if (call->args.v[i]) {
			expr_walk(call->args.v[i], look_at_expr, l);
		}
	}
	l->e->needs |= needs;
}

static void look_at_loop_vars(struct look *l, const struct foreach *fe)
{
	touch(l, fe->array, EFFECT_READS);
	for (size_t i = 0; i < fe->keys.n; i++)
		touch(l, fe->keys.v[i], EFFECT_BINDS);
	if (fe->value)
		touch(l, fe->value, EFFECT_BINDS);
}

static void look_at_stmt(struct look *l, const struct stmt *s)
{
	struct expr *action = stmt_action(s);
	struct block *in[3];
	bool loop = s->kind == S_LOOP || s->kind == S_FOREACH;

	if (action) {
		look_at_action(l, action);
		return;
	}
	l->to = s->to;
	stmt_exprs((struct stmt *)s, look_at_direct, l);
	if (s->to)
		look_at_target(l, s);
	if (s->kind == S_FOREACH)
		look_at_loop_vars(l, s->fe);
	if (s->catch_var)
		touch(l, s->catch_var, EFFECT_BINDS);
	if (s->kind == S_NEXT || s->kind == S_RETURN ||
	    ((s->kind == S_BREAK || s->kind == S_CONTINUE) && !l->loops))
		l->e->escapes = true;
	l->e->ends |= s->kind == S_THROW;
	if (loop && loop_is_too_deep(s))
		l->e->needs |= NEEDS_USER;
	l->loops += loop;
	for (unsigned i = 0, n = stmt_blocks(s, in); i < n; i++)
		look_at_block(l, in[i]);
	l->loops -= loop;
}

static void look_at_block(struct look *l, const struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++)
		look_at_stmt(l, b->stmts.v[i]);
}

void effect_of_stmt(struct effects *x, const struct stmt *s, struct effect *into)
{
	look_at_stmt(&(struct look){ .x = x, .e = into }, s);
}

void effect_of_block(struct effects *x, const struct block *b, struct effect *into)
{
	look_at_block(&(struct look){ .x = x, .e = into }, b);
}

void effect_of_expr(struct effects *x, struct expr *e, struct effect *into)
{
	if (e)
		expr_walk(e, look_at_expr, &(struct look){ .x = x, .e = into });
}
