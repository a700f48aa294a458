/*
 * nesting.c - how deep calls of script functions may nest where nobody says (MAXNESTING)
 *
 * As SystemTap does: as deep as the calls stand in each other, and ten more once there is recursion.
 */
#include "lang/prog/prog.h"
#include "lib/arena.h"

#define RECURSION_ROOM 10

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
