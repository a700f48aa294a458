/*
 * take.c - what a handler in user space reads and deletes, it takes away whole
 *
 * SystemTap's handlers hold locks: `foreach (k in a) print(a[k]); delete a` loses nothing that others add. Here
 * the kernel goes on meanwhile. So elements and cells of such a variable carry an epoch: when the handler
 * begins, a new one does; the kernel fills that, and the handler has the old one for itself. At its end
 * what it did not delete is added to the new one (bpf/store.c).
 *
 * What a number was set to from what was read of it is added as a difference, if others only add to it.
 *
 * Statistics can be added together, so any handler that reads and deletes may have them. Of two numbers
 * nobody knows which is right: an array of numbers is taken only by who is sure to delete it all.
 *
 * D: printa() and then clear() or trunc() of one clause, whose calls are carried out together.
 */
#include "lang/builtin/builtin.h"
#include "lang/probe.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum { CALLS_DEEP = 8, MAPS_OWN = 40 /* beyond, variables share maps: layout.c */ };

/* every way through the block deletes all of v, unless a fault ends it */
static bool deletes_all(struct effects *x, const struct block *b, const struct var *v, unsigned depth)
{
	for (size_t i = 0; b && i < b->stmts.n && depth < CALLS_DEEP; i++) {
		const struct stmt *s = b->stmts.v[i];
		struct effect *e = effect_new(x, 0);

		if (s->kind == S_DEL && s->to->kind == E_VARREF && s->to->var == v)
			return true;
		if (s->kind == S_DO && s->value->kind == E_FCALL && deletes_all(x, s->value->func->body, v, depth + 1))
			return true;
		if (s->kind == S_BLOCK && deletes_all(x, s->body, v, depth + 1))
			return true;
		effect_of_stmt(x, s, e);
		if (e->escapes)
			return false;
	}
	return false;
}

static struct effect *kernel_effect(struct effects *x)
{
	struct effect *ret = effect_new(x, 0);

	for (size_t i = 0; i < x->prog->clauses.n; i++) {
		const struct clause *c = x->prog->clauses.v[i];

		if (c->place != PLACE_KERNEL)
			continue;
		effect_of_block(x, c->body, ret);
		effect_of_expr(x, c->guard, ret);
	}
	return ret;
}

/* others: of all handlers of the kernel. Who reads in between what is going to come back would find nothing */
static bool takes(struct effects *x, const struct clause *c, const struct effect *own, const struct effect *others,
		  const struct var *v)
{
	unsigned how = own->globals[v->id];

	if (v->storage != V_GLOBAL || v->wrap || !(how & EFFECT_READS) || !(how & EFFECT_WRITES) ||
	    !(others->globals[v->id] & (EFFECT_UPDATES | EFFECT_WRITES)))
		return false;
	if (v->type->kind == TY_STAT && !(others->globals[v->id] & EFFECT_READS))
		return true;
	return (v->keys.n || v->type->kind == TY_STAT) && deletes_all(x, c->body, v, 0);
}

/* ---- numbers: `println(n); n = 0` takes away what it has seen, and no more ---- */

struct sets {
	const struct var *var;
	bool any, other;
};

static bool find_set(struct stmt *s, void *ctx);

static bool find_in_expr(struct expr *e, void *ctx)
{
	if (e->kind == E_SEQ)
		block_walk(e->body, find_set, find_in_expr, ctx);
	return true;
}

static bool find_set(struct stmt *s, void *ctx)
{
	struct sets *k = ctx;

	if (s->to && s->to->var == k->var && s->kind != S_SET)
		k->other = true;
	else if (s->kind == S_SET && s->to->kind == E_VAR && s->to->var == k->var)
		*(expr_added(s->to, s->value, &(bool){ 0 }) ? &k->any : &k->other) = true;
	return true;
}

static bool only_added(const struct prog *p, const struct var *v)
{
	struct sets k = { .var = v };

	kernel_walk(p, find_set, find_in_expr, &k);
	return k.any && !k.other;
}

static void take_of_handlers(struct prog *p)
{
	struct effects x;

	effects_init(&x, p);

	struct effect *kernel = kernel_effect(&x);

	for (size_t i = 0; i < p->vars.n; i++) {
		struct var *v = p->vars.v[i];

		v->only_added = v->storage == V_GLOBAL && !v->keys.n && type_is_int(v->type) &&
				type_strip(v->type)->size == 8 && only_added(p, v);
	}
	for (size_t i = 0; i < p->clauses.n; i++) {
		struct clause *c = p->clauses.v[i];
		struct effect *own = effect_new(&x, 0);

		if (c->place != PLACE_USER || !clause_fires_meanwhile(c))
			continue;
		effect_of_block(&x, c->body, own);
		for (size_t k = 0; k < p->vars.n; k++)
			if (takes(&x, c, own, kernel, p->vars.v[k])) {
				p->vars.v[k]->taken = true;
				vec_push(p->arena, &c->takes, p->vars.v[k]);
			}
	}
}

/* ---- D ---- */

static struct var *agg_of(const struct expr *call)
{
	for (size_t i = 0; i < call->args.n; i++)
		if (call->args.v[i]->kind == E_VARREF && call->args.v[i]->var->type->kind == TY_STAT)
			return call->args.v[i]->var;
	return NULL;
}

/* is there another call before it that shows the same aggregation */
static bool shown_before(const struct record *r, size_t n, const struct var *v)
{
	const struct builtin *printa = builtin_find(LANG_D, "printa", 1);

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < r->calls.v[i].call->args.n && r->calls.v[i].call->builtin == printa; k++)
			if (r->calls.v[i].call->args.v[k]->var == v)
				return true;
	return false;
}

static void take_of_record(struct prog *p, struct record *r)
{
	const struct builtin *trunc = builtin_find(LANG_D, "trunc", 1);

	for (size_t i = 0; i < r->calls.n; i++) {
		const struct expr *call = r->calls.v[i].call;
		struct var *v = agg_of(call);
		bool known = !v || !(call->builtin == trunc || call->builtin->flags & B_CLEARS) ||
			     !shown_before(r, i, v);

		for (size_t k = 0; k < r->takes.n && !known; k++)
			known = r->takes.v[k] == v;
		if (known)
			continue;
		v->taken = true;
		vec_push(p->arena, &r->takes, v);
	}
}

static bool has_maps_to_spare(const struct prog *p)
{
	size_t maps = 0;

	for (size_t i = 0; i < p->vars.n; i++)
		maps += p->vars.v[i]->keys.n || p->vars.v[i]->type->kind == TY_STAT;
	return maps <= MAPS_OWN;
}

void prog_take(struct prog *p)
{
	if (!has_maps_to_spare(p))
		return;
	if (p->lang == LANG_STAP)
		take_of_handlers(p);
	for (size_t i = 0; i < p->records.n && p->lang == LANG_D; i++)
		take_of_record(p, p->records.v[i]);
}
