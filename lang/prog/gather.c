/*
 * gather.c - locals of a kernel handler in which is gathered what only user space can tell
 *
 *	while (l) { n += strlen(usymname(l->f)); l = l->next }
 *
 * The walk has to be the kernel's and the sum user space's, which gets to know l->f with each round's
 * record. So `n` becomes user space's own: an element, of this firing, of an array that no handler of the
 * kernel touches. All that names it is cut out by outline.c, and records come in the order in which they
 * were made.
 */
#include "lang/builtin/builtin.h"
#include "lang/prog/carry.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

enum { STORES = EFFECT_UPDATES | EFFECT_WRITES, NKEYS = 2 };

struct gather {
	struct prog *p;
	struct effects x;
	struct clause *c;
	bool *of_user;			/* by id of a local */
	bool more, loops;
	struct var **arrays;		/* by id of a local, of those of user space */
	struct var *keys[NKEYS];	/* who fired, and when */
	size_t nlocals;
};

static bool is_told_by_user(const struct gather *g, const struct effect *e)
{
	bool ret = e->needs & NEEDS_USER;

	for (size_t i = 0; i < e->nlocals; i++)
		ret |= e->locals[i] & EFFECT_READS && g->of_user[i];
	return ret;
}

static void take_stored(struct gather *g, const struct effect *e)
{
	for (size_t i = 0; i < e->nlocals; i++) {
		const struct type *t = type_strip(g->c->locals.v[i]->type);

		if (!(e->locals[i] & STORES) || g->of_user[i] || !(type_is_scalar(t) || type_is_string(t)))
			continue;
		g->of_user[i] = true;
		g->more = true;
	}
}

static bool look_at_stmt(struct stmt *s, void *ctx)
{
	struct gather *g = ctx;
	struct effect *e = effect_new(&g->x, g->nlocals), *cond = effect_new(&g->x, g->nlocals);
	struct block *in[3];
	unsigned nblocks = stmt_blocks(s, in);

	effect_of_expr(&g->x, s->cond, cond);
	g->loops |= s->kind == S_LOOP;
	effect_of_stmt(&g->x, s, e);
	if (nblocks ? s->kind == S_IF && is_told_by_user(g, cond) : is_told_by_user(g, e))
		take_stored(g, e);
	return true;
}

/* what a loop or a catch sets is no plain variable, and `next` would leave elements behind */
static bool can_gather(struct gather *g)
{
	struct effect *e = effect_new(&g->x, g->nlocals);
	bool any = false;

	effect_of_block(&g->x, g->c->body, e);
	for (size_t i = 0; i < g->nlocals; i++) {
		any |= g->of_user[i];
		if (g->of_user[i] && e->locals[i] & EFFECT_BINDS)
			return false;
	}
	return any && g->loops && !e->escapes;
}

static struct expr *element(struct gather *g, struct var *array, struct span at)
{
	struct expr *e = prog_expr(g->p, E_ELEM, array->type, at);

	e->var = array;
	for (unsigned i = 0; i < NKEYS; i++)
		vec_push(g->p->arena, &e->args, carry_read_var(g->p, g->keys[i], at));
	return e;
}

static bool put_element(struct expr *e, void *ctx)
{
	struct gather *g = ctx;

	if (e->kind != E_VAR || e->var->storage != V_LOCAL || e->var->id >= g->nlocals || !g->arrays[e->var->id])
		return true;
	*e = *element(g, g->arrays[e->var->id], e->span);
	return false;
}

static struct var *array_for(struct gather *g, const struct var *local)
{
	struct var *v = prog_var(g->p, local->name, V_GLOBAL, local->type, local->span);

	for (unsigned i = 0; i < NKEYS; i++)
		vec_push(g->p->arena, &v->keys, &type_int64);
	v->hidden = v->in_user = v->of_firing = true;
	return v;
}

static void set_key(struct gather *g, struct block *b, unsigned i, const char *name)
{
	struct stmt *s = prog_stmt(g->p, S_SET, g->c->span);

	g->keys[i] = carry_var(g->p, &type_int64, g->c->span);
	g->keys[i]->id = (unsigned)g->c->locals.n;
	vec_push(g->p->arena, &g->c->locals, g->keys[i]);
	s->to = carry_read_var(g->p, g->keys[i], g->c->span);
	s->value = prog_expr(g->p, E_CALL, &type_int64, g->c->span);
	s->value->builtin = builtin_find(LANG_STAP, name, 0);
	prog_add(g->p, b, s);
}

static void gather_clause(struct gather *g)
{
	struct block *b = prog_block(g->p), *old = g->c->body;

	g->arrays = arena_array(g->p->arena, struct var *, g->nlocals + 1);
	for (size_t i = 0; i < g->nlocals; i++)
		if (g->of_user[i])
			g->arrays[i] = array_for(g, g->c->locals.v[i]);
	set_key(g, b, 0, "tid");
	set_key(g, b, 1, "local_clock_ns");
	block_walk(old, NULL, put_element, g);
	for (size_t i = 0; i < old->stmts.n; i++)
		prog_add(g->p, b, old->stmts.v[i]);
	for (size_t i = 0; i < g->nlocals; i++) {
		struct stmt *s = prog_stmt(g->p, S_DEL, g->c->span);

		if (!g->arrays[i])
			continue;
		s->to = element(g, g->arrays[i], g->c->span);
		prog_add(g->p, b, s);
	}
	g->c->body = b;
}

/* texts that calls go on with, matches that they go by: where one is in user space, all are (outline.c) */
static void begin_effects(struct gather *g)
{
	struct effect *all;

	effects_init(&g->x, g->p);
	all = effect_new(&g->x, g->nlocals);
	effect_of_block(&g->x, g->c->body, all);
	effects_init(&g->x, g->p);
	g->x.tokens_in_user = all->needs & NEEDS_TOKENS && all->needs & NEEDS_USER;
}

bool gather_locals(struct prog *p)
{
	bool any = false;

	for (size_t i = 0; i < p->clauses.n; i++) {
		struct gather g = { .p = p, .c = p->clauses.v[i], .more = true };

		g.nlocals = g.c->locals.n;
		begin_effects(&g);
		g.of_user = arena_array(p->arena, bool, g.nlocals + 1);
		while (g.more) {
			g.more = false;
			block_walk(g.c->body, look_at_stmt, NULL, &g);
		}
		if (!can_gather(&g))
			continue;
		gather_clause(&g);
		any = true;
	}
	return any;
}
