/*
 * cycle.c - which functions of the script call themselves, directly or by others
 *
 * Those that reach each other are a cycle: a strongly connected component of the graph of calls, found by
 * Tarjan's algorithm (SIAM Journal on Computing 1, 1972). Parts of handlers that are deferred are called
 * later, by nobody of these.
 */
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct finder {
	struct prog *p;
	unsigned *met, *lowest;		/* by func->id: when it was met, from 1; the first that it leads back to */
	bool *open;			/* by func->id: on the stack, of no component yet */
	bool *direct;			/* by func->id: calls itself */
	VEC(struct func *) stack;
	unsigned n;
	struct func *now;
};

static bool is_call(const struct expr *e)
{
	return e->kind == E_FCALL && !e->func->outlined && e->func->body;
}

static void meet(struct finder *f, struct func *fn);

static bool at_call(struct expr *e, void *ctx)
{
	struct finder *f = ctx;
	unsigned *lowest = &f->lowest[f->now->id];

	if (!is_call(e))
		return true;
	f->direct[f->now->id] |= e->func == f->now;
	if (!f->met[e->func->id]) {
		struct func *now = f->now;

		meet(f, e->func);
		f->now = now;
		if (f->lowest[e->func->id] < *lowest)
			*lowest = f->lowest[e->func->id];
	} else if (f->open[e->func->id] && f->met[e->func->id] < *lowest) {
		*lowest = f->met[e->func->id];
	}
	return true;
}

/* all above fn on the stack, and itself, reach each other */
static void close_component(struct finder *f, struct func *fn)
{
	struct cycle *c = arena_new_of(f->p->arena, struct cycle);
	struct func *last;

	do {
		last = f->stack.v[--f->stack.n];
		f->open[last->id] = false;
		vec_push(f->p->arena, &c->funcs, last);
	} while (last != fn);
	if (c->funcs.n == 1 && !f->direct[fn->id])
		return;
	c->id = (unsigned)f->p->cycles.n;
	for (size_t i = 0; i < c->funcs.n; i++)
		c->funcs.v[i]->cycle = c;
	vec_push(f->p->arena, &f->p->cycles, c);
}

static void meet(struct finder *f, struct func *fn)
{
	f->met[fn->id] = f->lowest[fn->id] = ++f->n;
	f->open[fn->id] = true;
	vec_push(f->p->arena, &f->stack, fn);
	f->now = fn;
	block_walk(fn->body, NULL, at_call, f);
	if (f->lowest[fn->id] == f->met[fn->id])
		close_component(f, fn);
}

void prog_find_cycles(struct prog *p)
{
	struct finder f = { .p = p };

	f.met = arena_array(p->arena, unsigned, p->funcs.n + 1);
	f.lowest = arena_array(p->arena, unsigned, p->funcs.n + 1);
	f.open = arena_array(p->arena, bool, p->funcs.n + 1);
	f.direct = arena_array(p->arena, bool, p->funcs.n + 1);
	p->cycles.n = 0;
	for (size_t i = 0; i < p->funcs.n; i++)
		p->funcs.v[i]->cycle = NULL;
	for (size_t i = 0; i < p->funcs.n; i++)
		if (p->funcs.v[i]->body && !f.met[i])
			meet(&f, p->funcs.v[i]);
	for (size_t i = 0; i < p->cycles.n; i++)
		p->cycles.v[i]->fits = apart_can(p, p->cycles.v[i]);
}

struct search {
	const struct cycle *cycle;
	bool found;
};

static bool find_call(struct expr *e, void *ctx)
{
	struct search *s = ctx;

	s->found |= is_call(e) && e->func->cycle == s->cycle;
	return !s->found;
}

bool expr_calls_into(struct expr *e, const struct cycle *c)
{
	struct search s = { .cycle = c };

	expr_walk(e, find_call, &s);
	return s.found;
}

bool block_calls_into(struct block *b, const struct cycle *c)
{
	struct search s = { .cycle = c };

	block_walk(b, NULL, find_call, &s);
	return s.found;
}

bool loop_calls_into(const struct stmt *s, const struct cycle *c)
{
	return (s->cond && expr_calls_into(s->cond, c)) || block_calls_into(s->body, c) ||
	       (s->step && block_calls_into(s->step, c));
}
