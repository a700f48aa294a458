/*
 * apart.c - recursive functions for the kernel: calls that close a cycle stand alone
 *
 *	return n < 2 ? n : fib(n - 1) + fib(n - 2)
 *
 * becomes, %1 and its like being locals of the function,
 *
 *	if (n < 2) { %1 = n } else { %2 = fib(n - 1); %3 = fib(n - 2); %1 = %2 + %3 }
 *	return %1
 *
 * so that nothing of an expression is half done where such a call is made: only the function's locals have
 * to be kept meanwhile (emit_cycle.c). It means the same to eval, and is not counted as more actions. The
 * condition of a loop is an E_SEQ then, whose statements have the calls.
 *
 * What cannot be kept (a walk of an array, objects) leaves its cycle to user space.
 */
#include <string.h>
#include "lang/prog/carry.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct apart {
	struct prog *p;
	struct func *f;
	struct block *now;	/* where statements go */
	bool trying;		/* only to find out whether it can be done: no local is added */
	bool failed;
};

static bool calls(const struct apart *a, struct expr *e)
{
	return e && expr_calls_into(e, a->f->cycle);
}

/* ---- what is made ---- */

static struct stmt *made(struct apart *a, enum stmt_kind kind, struct span at)
{
	struct stmt *s = prog_stmt(a->p, kind, at);

	s->made = true;
	return s;
}

static struct var *new_local(struct apart *a, const struct type *t, struct span at)
{
	struct var *v = carry_var(a->p, t, at);

	a->failed |= !carry_can(t);
	v->id = (unsigned)a->f->locals.n;
	v->name = arena_printf(a->p->arena, "%u", v->id + 1);
	if (!a->trying)
		vec_push(a->p->arena, &a->f->locals, v);
	return v;
}

static void set(struct apart *a, struct var *v, struct expr *value)
{
	struct stmt *s = made(a, S_SET, value->span);

	s->to = carry_read_var(a->p, v, value->span);
	s->value = value;
	prog_add(a->p, a->now, s);
}

/* the value as it is now, whatever is done before it is used */
static struct expr *keep(struct apart *a, struct expr *e)
{
	if (!e || e->kind == E_CONST || e->kind == E_STR || e->kind == E_VARREF)
		return e;
	struct var *v = new_local(a, e->type, e->span);

	set(a, v, e);
	return carry_read_var(a->p, v, e->span);
}

/* ---- expressions ---- */

static struct expr *without(struct apart *a, struct expr *e);
static void do_block(struct apart *a, struct block *b);

/* a local that none of what is evaluated behind it sets */
static bool is_steady(const struct expr *e, struct expr **const *behind, size_t n)
{
	bool steady = e && e->kind == E_VAR && e->var->storage == V_LOCAL;

	for (size_t i = 0; steady && i < n; i++)
		steady = !*behind[i] || !expr_sets(*behind[i], e->var);
	return steady;
}

/* in the order in which they are evaluated */
static void operands(struct apart *a, struct expr **const *v, size_t n)
{
	size_t calling = n;

	while (calling && !calls(a, *v[calling - 1]))
		calling--;
	for (size_t i = 0; i < calling; i++) {
		*v[i] = without(a, *v[i]);
		if (i + 1 < calling && !is_steady(*v[i], v + i + 1, calling - i - 1))
			*v[i] = keep(a, *v[i]);
	}
}

struct operands { VEC(struct expr **) v; };

static void add_operand(struct apart *a, struct operands *o, struct expr **e)
{
	vec_push(a->p->arena, &o->v, e);
}

static struct operands operands_of(struct apart *a, struct expr *e)
{
	struct operands o = { 0 };

	for (size_t i = 0; i < e->args.n; i++)
		add_operand(a, &o, &e->args.v[i]);
	add_operand(a, &o, &e->a);
	add_operand(a, &o, &e->b);
	return o;
}

static struct block *begin_branch(struct apart *a)
{
	struct block *outer = a->now;

	a->now = prog_block(a->p);
	return outer;
}

static struct block *end_branch(struct apart *a, struct block *outer)
{
	struct block *branch = a->now;

	a->now = outer;
	return branch;
}

static struct block *branch_that_sets(struct apart *a, struct var *v, struct expr *value)
{
	struct block *outer = begin_branch(a);

	set(a, v, without(a, value));
	return end_branch(a, outer);
}

static struct expr *choose(struct apart *a, struct expr *e, struct expr *cond, struct expr *yes, struct expr *no)
{
	struct var *v = new_local(a, e->type, e->span);
	struct expr *test = without(a, cond);
	struct stmt *s = made(a, S_IF, e->span);

	s->cond = test;
	s->body = branch_that_sets(a, v, yes);
	s->other = branch_that_sets(a, v, no);
	prog_add(a->p, a->now, s);
	return carry_read_var(a->p, v, e->span);
}

static struct expr *truth(struct apart *a, struct expr *e)
{
	struct expr *no = prog_unary(a->p, OP_NOT, e, &type_int64, e->span);

	return prog_unary(a->p, OP_NOT, no, &type_int64, e->span);
}

static struct expr *call_apart(struct apart *a, struct expr *e)
{
	struct stmt *s;

	if (e->type->kind != TY_VOID)
		return keep(a, e);
	s = made(a, S_DO, e->span);
	s->value = e;
	prog_add(a->p, a->now, s);
	return prog_const(a->p, 0, &type_int64, e->span);
}

/* the same value, made behind statements of a->now, without a call that closes the cycle */
static struct expr *without(struct apart *a, struct expr *e)
{
	if (!calls(a, e))
		return e;
	switch (e->kind) {
	case E_COND:
		return choose(a, e, e->a, e->b, e->c);
	case E_SEQ:
		do_block(a, e->body);
		return without(a, e->a);
	case E_BINARY:
		if (e->op == OP_ANDAND)
			return choose(a, e, e->a, truth(a, e->b), prog_const(a->p, 0, &type_int64, e->span));
		if (e->op == OP_OROR)
			return choose(a, e, e->a, prog_const(a->p, 1, &type_int64, e->span), truth(a, e->b));
		break;
	case E_CONST: case E_STR: case E_VAR: case E_ELEM: case E_IN: case E_VARREF: case E_CTX: case E_LOAD: case E_MEMBER:
	case E_INDEX: case E_ADDR: case E_UNARY: case E_CAST: case E_AGGREAD: case E_CALL: case E_FCALL:
		break;
	}
	struct operands o = operands_of(a, e);

	operands(a, o.v.v, o.v.n);
	return e->kind == E_FCALL && e->func->cycle == a->f->cycle ? call_apart(a, e) : e;
}

/* ---- statements ---- */

static struct block *in_block(struct apart *a, struct block *b)
{
	struct block *outer;

	if (!b)
		return NULL;
	outer = begin_branch(a);
	do_block(a, b);
	return end_branch(a, outer);
}

static bool is_own_local(const struct expr *to)
{
	return to->kind == E_VAR && to->var->storage == V_LOCAL;
}

/* keys, what is added, the value: eval's order */
static void do_operands(struct apart *a, struct stmt *s)
{
	struct operands o = { 0 };
	bool variable = s->to && (s->to->kind == E_VAR || s->to->kind == E_ELEM || s->to->kind == E_VARREF);

	a->failed |= s->to && !variable && calls(a, s->to);
	for (size_t i = 0; variable && i < s->to->args.n; i++)
		add_operand(a, &o, &s->to->args.v[i]);
	for (size_t i = 0; i < s->args.n; i++)
		add_operand(a, &o, &s->args.v[i]);
	if (s->value)
		add_operand(a, &o, &s->value);
	operands(a, o.v.v, o.v.n);
}

/* `v = f(x)` is as it shall be but for the arguments, and so is `f(x)` */
static bool do_call(struct apart *a, struct stmt *s)
{
	struct expr *call = s->value;
	struct operands o;

	if (!call || call->kind != E_FCALL || call->func->cycle != a->f->cycle ||
	    !(s->kind == S_DO || (s->kind == S_SET && is_own_local(s->to) && type_same(s->to->type, call->type))))
		return false;
	o = operands_of(a, call);
	operands(a, o.v.v, o.v.n);
	return true;
}

static void do_condition(struct apart *a, struct stmt *s)
{
	struct block *outer;
	struct expr *seq;

	if (!calls(a, s->cond))
		return;
	if (s->kind != S_LOOP) {
		s->cond = without(a, s->cond);
		return;
	}
	outer = begin_branch(a);
	seq = prog_expr(a->p, E_SEQ, s->cond->type, s->cond->span);
	seq->a = without(a, s->cond);
	seq->body = end_branch(a, outer);
	s->cond = seq;
}

static void do_foreach(struct apart *a, struct stmt *s)
{
	struct operands o = { 0 };

	a->failed |= block_calls_into(s->body, a->f->cycle);
	for (size_t i = 0; i < s->fe->slice.n; i++)
		add_operand(a, &o, &s->fe->slice.v[i]);
	add_operand(a, &o, &s->fe->limit);
	operands(a, o.v.v, o.v.n);
}

static void do_stmt(struct apart *a, struct stmt *s)
{
	do_condition(a, s);
	if (s->kind == S_FOREACH)
		do_foreach(a, s);
	else if (!do_call(a, s))
		do_operands(a, s);
	s->body = in_block(a, s->body);
	s->other = in_block(a, s->other);
	s->step = in_block(a, s->step);
	prog_add(a->p, a->now, s);
}

static void do_block(struct apart *a, struct block *b)
{
	for (size_t i = 0; i < b->stmts.n; i++)
		do_stmt(a, b->stmts.v[i]);
}

bool apart_can(struct prog *p, const struct cycle *c)
{
	struct apart a = { .p = p, .trying = true };

	for (size_t i = 0; i < c->funcs.n; i++) {
		a.f = c->funcs.v[i];
		in_block(&a, block_copy(p->arena, a.f->body));
	}
	return !a.failed;
}

void prog_apart(struct prog *p)
{
	for (size_t i = 0; i < p->funcs.n; i++) {
		struct apart a = { .p = p, .f = p->funcs.v[i] };

		if (a.f->in_kernel && a.f->cycle)
			a.f->body = in_block(&a, a.f->body);
	}
}
