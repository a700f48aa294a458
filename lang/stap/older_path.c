/*
 * older_path.c - parameters by the names that older kernels had for them (lang/older.h)
 *
 * What the function does not have under the script's name is written anew, as the path that leads to it now: do_fork()'s
 * $clone_flags is kernel_clone()'s $args->flags. @defined sees the script's own words.
 */
#include <string.h>
#include "lang/older.h"
#include "lang/stap/lower.h"
#include "lang/stap/resolve.h"

static struct node *member_of(struct scope *sc, struct node *of, const char *name, size_t len, const struct node *like)
{
	struct node *n = arena_new_of(sc->s->arena, struct node);

	n->kind = N_MEMBER;
	n->span = like->span;
	n->at = like->at;
	n->depth = of->depth + 1;
	n->a = of;
	n->name = arena_intern(sc->s->arena, name, len);
	return n;
}

/* a path with dots, behind what it begins with */
static struct node *along(struct scope *sc, struct node *of, const char *path, const struct node *like)
{
	for (size_t len; *path; path += len + (path[len] == '.')) {
		len = strcspn(path, ".");
		of = member_of(sc, of, path, len, like);
	}
	return of;
}

/* does it lead anywhere: then it is what n means */
static bool take(struct scope *sc, struct handler *h, struct node *n, struct node *instead)
{
	if (!target_type(sc->s, h, instead, true))
		return false;
	instead->is_stmt = n->is_stmt;
	*n = *instead;
	return true;
}

static void variable(struct scope *sc, struct handler *h, struct node *n)
{
	const struct probe *p = h && h->probes.n ? h->probes.v[0] : NULL;
	const char *path = "";

	if (!p || n->name[0] != '$' || n->name[1] == '$' || n->name[strlen(n->name) - 1] == '$' || target_arg(sc->s, h, n->name))
		return;
	for (unsigned i = 0; path; i++) {
		path = older_argument(*p->func ? p->func : p->name, n->name + 1, i);
		if (!path)
			return;
		size_t len = strcspn(path, ".");
		struct node *root = node_clone(sc->s->arena, n);

		root->name = arena_printf(sc->s->arena, "$%.*s", (int)len, path);
		if (take(sc, h, n, along(sc, root, path + len + (path[len] == '.'), n)))
			return;
	}
}

void resolve_older(struct scope *sc, struct node *n)
{
	while (n->kind == N_MEMBER || n->kind == N_SUBSCRIPT || n->kind == N_ADDR)
		n = n->a;
	if (n->kind == N_TARGET)
		variable(sc, entry_context(sc, n), n);
}
