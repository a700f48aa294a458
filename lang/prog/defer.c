/*
 * defer.c - actions of kernel handlers become records for the session loop
 *
 * D: a clause is one line of output, lost as one on a fault, so the actions that always run
 * together share a record. What stands under an `if` has a record of its own, and what comes after
 * it another, as if the clause had been written as three: records come out in the order in
 * which they were begun, and a fault takes back the one that is open. SystemTap: a fault must not
 * take back what was printed before it, so each action has its own record.
 */
#include <assert.h>
#include "lang/builtin/builtin.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct defer {
	struct prog   *prog;
	struct clause *clause;		/* NULL: in a function */
	struct block  *home;		/* where the record being filled began */
	struct record *rec;		/* NULL: not needed yet */
	unsigned      *count;		/* records of this clause, or of all functions, so far */
};

struct expr *stmt_action(const struct stmt *s)
{
	const struct expr *e = s->kind == S_DO ? s->value : NULL;

	if (e && e->kind == E_FCALL && e->func->outlined)
		return s->value;
	if (!e || e->kind != E_CALL || e->type->kind != TY_VOID || !e->builtin->user)
		return NULL;
	return !e->builtin->bpf || e->builtin->flags & B_GATE ? s->value : NULL;
}

static struct record *record_new(struct defer *d)
{
	struct record *r = arena_new_of(d->prog->arena, struct record);

	r->id = (unsigned)d->prog->records.n;
	r->number = ++*d->count;
	r->clause = d->clause;
	r->home = d->home;
	vec_push(d->prog->arena, &d->prog->records, r);
	return r;
}

/* the record that the next action of this block goes into */
static struct record *record_for(struct defer *d)
{
	if (!d->prog->record_per_clause)
		return record_new(d);
	if (!d->rec)
		d->rec = record_new(d);
	return d->rec;
}

static void defer_action(struct defer *d, struct stmt *s, struct expr *call)
{
	struct rec_call rc = { 0 };

	rc.call = call->kind == E_FCALL ? late_call(d->prog, call, &rc.late) : late_split(d->prog, call, &rc.late);

	s->rec = record_for(d);
	s->call = (unsigned)s->rec->calls.n;
	s->kind = S_DEFER;
	s->value = NULL;	/* the record is the call's one home */
	vec_push(d->prog->arena, &s->rec->calls, rc);
}

static void defer_block(struct defer *d, struct block *b);

static void defer_nested(struct defer *d, struct block *b)
{
	struct defer in = { .prog = d->prog, .clause = d->clause, .home = b, .count = d->count };

	defer_block(&in, b);
}

/* D 8.2: which calls make a clause print a line, be they deferred or carried out in the kernel */
static bool visit_expr(struct expr *e, void *ctx)
{
	struct defer *d = ctx;

	if (e->kind == E_SEQ) {
		defer_nested(d, e->body);
		expr_walk(e->a, visit_expr, d);
		return false;
	}
	if (e->kind == E_CALL && e->builtin->flags & B_RECORDS && d->prog->record_per_clause)
		record_for(d)->prefix = true;
	return true;
}

static void visit_direct(struct expr *e, void *ctx)
{
	expr_walk(e, visit_expr, ctx);
}

static void defer_block(struct defer *d, struct block *b)
{
	for (size_t i = 0; i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];
		struct expr *action = stmt_action(s);
		struct block *in[3];

		if (action)
			defer_action(d, s, action);
		stmt_exprs(s, visit_direct, d);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++) {
			if (s->kind == S_BLOCK)		/* as straight as without the braces */
				defer_block(d, in[k]);
			else
				defer_nested(d, in[k]);
		}
		if (s->commits)
			d->rec = NULL;
	}
}

/* ---- what a fault takes back: of handlers in user space too ---- */
static bool find_action(struct stmt *s, void *ctx)
{
	*(bool *)ctx |= stmt_action(s) || s->kind == S_DEFER;
	return true;
}

static bool mark_commit(struct stmt *s, void *ctx)
{
	if (s->kind != S_IF)
		return true;
	block_walk(s->body, find_action, NULL, &s->commits);
	if (s->other)
		block_walk(s->other, find_action, NULL, &s->commits);
	return true;
}

void prog_defer(struct prog *p, struct diag *diag)
{
	unsigned in_funcs = 0;

	for (size_t i = 0; i < p->clauses.n; i++) {
		struct clause *c = p->clauses.v[i];
		unsigned count = 0;
		struct defer d = { .prog = p, .clause = c, .home = c->body, .count = &count };

		if (p->record_per_clause)
			block_walk(c->body, mark_commit, NULL, NULL);
		if (c->place != PLACE_KERNEL)
			continue;	/* eval carries its actions out as it meets them */
		defer_block(&d, c->body);
		/* a speculation without any action keeps that the probe fired */
		if (c->default_action || (c->speculates && !count))
			record_for(&d)->prefix = true;
	}
	for (size_t i = 0; i < p->funcs.n; i++)
		if (p->funcs.v[i]->in_kernel)
			defer_nested(&(struct defer){ .prog = p, .count = &in_funcs }, p->funcs.v[i]->body);
}
