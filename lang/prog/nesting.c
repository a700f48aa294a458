/*
 * nesting.c - how deep calls of script functions may nest where nobody says (MAXNESTING)
 *
 * As SystemTap does: as deep as the calls stand in each other, and ten more once there is recursion.
 * And of loops, those of called functions among them, which stands in most others.
 */
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

#define RECURSION_ROOM 10
#define LOOP_FRAMES 7	/* of the eight that BPF has, one is the handler's */

struct nesting {
	struct { unsigned depth; bool seen, here; } *funcs;	/* by func->id; here: its body is being looked at */
	unsigned max;			/* below the block that is being looked at */
	bool recursive;
};

static unsigned func_depth(struct nesting *n, const struct func *f);

static bool at_call(struct expr *e, void *ctx)
{
	struct nesting *n = ctx;
	unsigned depth = 0;

	if (e->kind == E_FCALL)
		depth = func_depth(n, e->func);
	else if (e->kind == E_CALL && e->type->kind != TY_VOID)	/* functions of the library in the original */
		depth = 1;
	if (depth > n->max)
		n->max = depth;
	return true;
}

static unsigned func_depth(struct nesting *n, const struct func *f)
{
	if (n->funcs[f->id].here) {
		n->recursive = true;
		return 1;
	}
	if (!n->funcs[f->id].seen) {
		unsigned outer = n->max;

		n->max = 0;
		n->funcs[f->id].here = true;
		if (f->body)
			block_walk(f->body, NULL, at_call, n);
		n->funcs[f->id].here = false;
		n->funcs[f->id].seen = true;
		n->funcs[f->id].depth = n->max + !f->outlined;
		n->max = outer;
	}
	return n->funcs[f->id].depth;
}

unsigned prog_nesting(const struct prog *p)
{
	struct nesting n = { 0 };

	n.funcs = arena_alloc_n(p->arena, p->funcs.n + 1, sizeof(n.funcs[0]));
	for (size_t i = 0; i < p->funcs.n; i++) {
		unsigned depth = func_depth(&n, p->funcs.v[i]);

		n.max = depth > n.max ? depth : n.max;
	}
	return n.max + 1 + (n.recursive ? RECURSION_ROOM : 0);
}

/* ---- loops ---- */

struct loops {
	unsigned depth, calls, most;
	const struct stmt *deepest;
	const struct cycle *cycle;	/* whose functions are being looked at: itself a loop */
};

static void loops_of(struct loops *l, const struct block *b);

static bool loops_called(struct expr *e, void *ctx)
{
	struct loops *l = ctx;
	const struct cycle *outer = l->cycle;

	if (e->kind == E_FCALL && !e->func->outlined && l->calls < 32 && (!e->func->cycle || e->func->cycle != outer)) {
		l->calls++;
		l->depth += e->func->cycle != NULL;
		l->cycle = e->func->cycle ? e->func->cycle : outer;
		for (size_t i = 0; i < func_bodies(e->func); i++)
			loops_of(l, func_body(e->func, i));
		l->cycle = outer;
		l->depth -= e->func->cycle != NULL;
		l->calls--;
	}
	return true;
}

static void loops_in_expr(struct expr *e, void *ctx)
{
	expr_walk(e, loops_called, ctx);
}

static void loops_of(struct loops *l, const struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];
		bool loop = s->kind == S_LOOP || s->kind == S_FOREACH;
		struct block *in[3];

		l->depth += loop;
		if (loop && l->depth > l->most) {
			l->most = l->depth;
			l->deepest = s;
		}
		stmt_exprs(s, loops_in_expr, l);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++)
			loops_of(l, in[k]);
		l->depth -= loop;
	}
}

const struct stmt *prog_deepest_loop(const struct prog *p, unsigned *depth)
{
	struct loops l = { 0 };

	for (size_t i = 0; i < p->clauses.n; i++)
		if (p->clauses.v[i]->place == PLACE_KERNEL)
			loops_of(&l, p->clauses.v[i]->body);
	*depth = l.most;
	return l.deepest;
}

/* ---- what loops take of the kernel's stack ---- */

enum { CALLS_SEEN = 4 };	/* functions in functions that are looked into */

struct where { unsigned calls; const struct cycle *cycle; };	/* calls around; whose functions are looked at */
struct frames { unsigned most; struct where at; };

static unsigned frames_of_block(const struct block *b, struct where at);

/* a cycle is a loop (bpf/emit_cycle.c) */
static unsigned frames_of_call(const struct func *f, struct where at)
{
	struct where in = { at.calls + 1, f->cycle ? f->cycle : at.cycle };
	unsigned most = 0;

	if (at.calls >= CALLS_SEEN || (f->cycle && f->cycle == at.cycle))
		return 0;
	for (size_t i = 0; i < func_bodies(f); i++) {
		unsigned n = frames_of_block(func_body(f, i), in);

		most = n > most ? n : most;
	}
	return most + (f->cycle != NULL);
}

static bool frames_called(struct expr *e, void *ctx)
{
	struct frames *f = ctx;
	unsigned n = e->kind == E_FCALL ? frames_of_call(e->func, f->at) : 0;

	f->most = n > f->most ? n : f->most;
	return true;
}

static void frames_in_expr(struct expr *e, void *ctx)
{
	expr_walk(e, frames_called, ctx);
}

/* one that a cycle goes round in is no loop of its own there */
static bool takes_frame(const struct stmt *s, const struct cycle *in)
{
	if (s->kind == S_LOOP && in)
		return !loop_calls_into(s, in);
	return s->kind == S_LOOP || s->kind == S_FOREACH;
}

static unsigned frames_of_stmt(const struct stmt *s, struct where at)
{
	struct frames f = { .at = at };
	struct block *in[3];

	stmt_exprs((struct stmt *)s, frames_in_expr, &f);
	for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++) {
		unsigned inner = frames_of_block(in[k], at);

		f.most = inner > f.most ? inner : f.most;
	}
	if (s->kind == S_FOREACH && f.most < 2)		/* what sorts is a function, and has a loop */
		f.most = 2;
	return f.most + takes_frame(s, at.cycle);
}

static unsigned frames_of_block(const struct block *b, struct where at)
{
	unsigned most = 0;

	for (size_t i = 0; b && i < b->stmts.n; i++) {
		unsigned n = frames_of_stmt(b->stmts.v[i], at);

		most = n > most ? n : most;
	}
	return most;
}

bool loop_is_too_deep(const struct stmt *s)
{
	return (s->kind == S_LOOP || s->kind == S_FOREACH) && frames_of_stmt(s, (struct where){ 0 }) > LOOP_FRAMES;
}
