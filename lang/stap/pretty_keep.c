/*
 * pretty_keep.c - f()->x$: what is called on the way is called once, for the first value, and kept in a local
 */
#include <string.h>
#include "lang/stap/resolve.h"

static void keep(struct scope *sc, struct node **slot, struct node *kept)
{
	if (!node_acts(*slot))
		return;
	resolve_node(sc, *slot, READ);

	struct node *set = node_new(sc->s->arena, N_ASSIGN, *slot), *name = node_new(sc->s->arena, N_NAME, *slot);
	size_t nlocals = sc->h ? sc->h->locals.n : sc->f->locals.n;

	name->name = arena_printf(sc->s->arena, "%%kept%zu", nlocals);
	name->name = arena_intern(sc->s->arena, name->name, strlen(name->name));
	name->sym = scope_lookup(sc, name->name, name->span);
	sym_holds(name->sym, pointer_type(sc->s, sc->ctx, *slot));
	set->op = TK_SET;
	set->a = name;
	set->b = *slot;
	vec_push(sc->s->arena, &kept->args, set);
	*slot = node_clone(sc->s->arena, name);
}

void pretty_keep_calls(struct scope *sc, struct node *n, struct node *kept)
{
	for (; n->kind == N_MEMBER || n->kind == N_SUBSCRIPT; n = n->a) {
		if (n->kind == N_SUBSCRIPT)
			keep(sc, &n->b, kept);
		if (n->a->kind == N_CAST)
			keep(sc, &n->a->args.v[0], kept);
		else if (n->a->kind != N_MEMBER && n->a->kind != N_SUBSCRIPT)
			keep(sc, &n->a, kept);
	}
	if (n->kind == N_CAST)
		keep(sc, &n->args.v[0], kept);
}

struct uses { const char *name; struct node *first; size_t n; };

static bool count_use(struct node *n, void *ctx)
{
	struct uses *u = ctx;

	if (n->kind == N_NAME && n->name == u->name && !u->n++)
		u->first = n;
	return true;
}

void pretty_set_kept(struct scope *sc, struct node *call, const struct node *kept)
{
	for (size_t i = 0; i < kept->args.n; i++) {
		const struct node *set = kept->args.v[i];
		struct uses u = { .name = set->a->name };

		node_walk(call, count_use, &u);
		if (u.n)
			*u.first = u.n > 1 ? *set : *set->b;
		if (u.n < 2)
			scope_drop_local(sc, set->a->sym);
	}
}
