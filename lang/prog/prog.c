/*
 * prog.c - constructors and walkers of the typed program; no pass lives here
 */
#include <assert.h>
#include <stddef.h>
#include <string.h>
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

static const struct {
	const char *text;
	unsigned    arity;
} ops[] = {
#define OP(name, text, arity) [OP_##name] = { text, arity },
#include "lang/prog/ops.def"
#undef OP
};

const char *op_text(enum op op)
{
	return ops[op].text;
}

unsigned op_arity(enum op op)
{
	return ops[op].arity;
}

struct prog *prog_new(struct arena *a, enum lang lang)
{
	struct prog *p = arena_new_of(a, struct prog);

	p->arena = a;
	p->lang = lang;
	p->fault = lang == LANG_D ? FAULT_ENDS_CLAUSE : FAULT_ENDS_SESSION;
	p->record_per_clause = lang == LANG_D;
	return p;
}

struct var *prog_var(struct prog *p, const char *name, enum storage s, const struct type *t,
		     struct span at)
{
	struct var *v = arena_new_of(p->arena, struct var);

	assert(t);
	v->name = name;
	v->storage = s;
	v->type = t;
	v->span = at;
	if (s == V_LOCAL)
		return v;	/* its id is its place in the owner's locals, which the caller keeps */
	v->id = (unsigned)p->vars.n;
	vec_push(p->arena, &p->vars, v);
	return v;
}

struct expr *prog_expr(struct prog *p, enum expr_kind k, const struct type *t, struct span at)
{
	struct expr *e = arena_new_of(p->arena, struct expr);

	assert(t);
	e->kind = k;
	e->type = t;
	e->span = at;
	return e;
}

struct expr *prog_const(struct prog *p, int64_t n, const struct type *t, struct span at)
{
	struct expr *e = prog_expr(p, E_CONST, t, at);

	e->num = n;
	return e;
}

struct expr *prog_str(struct prog *p, const char *s, size_t len, struct span at)
{
	struct expr *e = prog_expr(p, E_STR, type_string(p->arena, len + 1), at);
	char *copy = arena_alloc(p->arena, len + 1);

	if (len)
		memcpy(copy, s, len);
	e->str = copy;
	e->str_len = len;
	return e;
}

struct expr *prog_unary(struct prog *p, enum op op, struct expr *a, const struct type *t, struct span at)
{
	struct expr *e = prog_expr(p, E_UNARY, t, at);

	assert(op_arity(op) == 1);
	e->op = op;
	e->a = a;
	return e;
}

struct expr *prog_binary(struct prog *p, enum op op, struct expr *a, struct expr *b,
			 const struct type *t, struct span at)
{
	struct expr *e = prog_expr(p, E_BINARY, t, at);

	assert(op_arity(op) == 2);
	e->op = op;
	e->a = a;
	e->b = b;
	return e;
}

/* a number cut to the width of t and extended again by its sign */
static int64_t cut(int64_t n, const struct type *t)
{
	const struct type *s = type_strip(t);

	if (s->is_bool)
		return n != 0;
	if (s->size == 0 || s->size >= 8)
		return n;

	unsigned shift = 64 - 8 * (unsigned)s->size;
	uint64_t up = (uint64_t)n << shift;

	return type_is_signed(s) ? (int64_t)up >> shift : (int64_t)(up >> shift);
}

struct expr *prog_cast(struct prog *p, struct expr *a, const struct type *t)
{
	bool same_bound = !type_is_string(t) || type_strip(t)->size == type_strip(a->type)->size;

	if (a->type == t || (type_same(a->type, t) && same_bound))
		return a;
	if (a->kind == E_CONST && type_is_scalar(t)) {
		struct expr *c = prog_const(p, cut(a->num, t), t, a->span);

		c->space = a->space;
		return c;
	}

	struct expr *e = prog_expr(p, E_CAST, t, a->span);

	e->a = a;
	e->space = a->space;
	return e;
}

struct stmt *prog_stmt(struct prog *p, enum stmt_kind k, struct span at)
{
	struct stmt *s = arena_new_of(p->arena, struct stmt);

	s->kind = k;
	s->span = at;
	return s;
}

struct block *prog_block(struct prog *p)
{
	return arena_new_of(p->arena, struct block);
}

void prog_add(struct prog *p, struct block *b, struct stmt *s)
{
	vec_push(p->arena, &b->stmts, s);
}

/* ---- walking ---- */
struct walk {
	stmt_visit_fn *stmt;
	expr_visit_fn *expr;
	void *ctx;
};

static void walk_block(const struct walk *w, struct block *b);

static void walk_expr(const struct walk *w, struct expr *e)
{
	if (!e || !w->expr(e, w->ctx))
		return;
	if (e->kind == E_SEQ)
		walk_block(w, e->body);
	walk_expr(w, e->a);
	walk_expr(w, e->b);
	walk_expr(w, e->c);
	for (size_t i = 0; i < e->args.n; i++)
		walk_expr(w, e->args.v[i]);
}

void stmt_exprs(struct stmt *s, stmt_expr_fn *fn, void *ctx)
{
	struct expr *one[] = { s->cond, s->to, s->value };

	for (size_t i = 0; i < sizeof(one) / sizeof(one[0]); i++)
		if (one[i])
			fn(one[i], ctx);
	for (size_t i = 0; i < s->args.n; i++)
		fn(s->args.v[i], ctx);
	if (s->kind == S_DEFER)
		fn(s->rec->calls.v[s->call].call, ctx);
	if (!s->fe)
		return;
	for (size_t i = 0; i < s->fe->slice.n; i++)
		if (s->fe->slice.v[i])
			fn(s->fe->slice.v[i], ctx);
	if (s->fe->limit)
		fn(s->fe->limit, ctx);
}

unsigned stmt_blocks(const struct stmt *s, struct block *ret[3])
{
	struct block *all[] = { s->body, s->other, s->step };
	unsigned n = 0;

	for (size_t i = 0; i < 3; i++)
		if (all[i])
			ret[n++] = all[i];
	return n;
}

static void walk_stmt_expr(struct expr *e, void *ctx)
{
	walk_expr(ctx, e);
}

static void walk_block(const struct walk *w, struct block *b)
{
	if (!b)
		return;
	for (size_t i = 0; i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];
		struct block *in[3];

		if (!w->stmt(s, w->ctx))
			continue;
		stmt_exprs(s, walk_stmt_expr, (void *)w);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++)
			walk_block(w, in[k]);
	}
}

static bool pass_stmt(struct stmt *s, void *ctx)
{
	return true;
}

static bool pass_expr(struct expr *e, void *ctx)
{
	return true;
}

bool expr_has_wildcard(const struct expr *elem)
{
	for (size_t i = 0; i < elem->args.n; i++)
		if (!elem->args.v[i])
			return true;
	return false;
}

void expr_walk(struct expr *e, expr_visit_fn *fn, void *ctx)
{
	walk_expr(&(struct walk){ pass_stmt, fn, ctx }, e);
}

void block_walk(struct block *b, stmt_visit_fn *sfn, expr_visit_fn *efn, void *ctx)
{
	walk_block(&(struct walk){ sfn ? sfn : pass_stmt, efn ? efn : pass_expr, ctx }, b);
}

void kernel_walk(const struct prog *p, stmt_visit_fn *sfn, expr_visit_fn *efn, void *ctx)
{
	for (size_t i = 0; i < p->clauses.n; i++)
		if (p->clauses.v[i]->place == PLACE_KERNEL)
			block_walk(p->clauses.v[i]->body, sfn, efn, ctx);
	for (size_t i = 0; i < p->funcs.n; i++)
		if (p->funcs.v[i]->in_kernel)
			block_walk(p->funcs.v[i]->body, sfn, efn, ctx);
}

/* ---- MAXACTION: eval and emit count alike ---- */

bool stmt_counts(const struct stmt *s)
{
	return s->kind != S_BLOCK && s->kind != S_TRY && !s->made;
}

bool stmt_steers(const struct stmt *s)
{
	switch (s->kind) {
	case S_IF: case S_LOOP: case S_FOREACH: case S_BREAK: case S_CONTINUE: case S_NEXT: case S_RETURN:
		return true;
	case S_SET: case S_DEL: case S_AGG: case S_TRY: case S_THROW: case S_DO: case S_DEFER: case S_BLOCK:
		break;
	}
	return false;
}
