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

/* n is the variable, or a member of it: where is what the script calls name */
static bool variable(struct scope *sc, struct handler *h, struct node *n, const struct node *var, const char *name)
{
	const struct probe *p = h && h->probes.n ? h->probes.v[0] : NULL;
	const char *path = "";

	if (!p || name[0] != '$' || name[1] == '$' || name[strlen(name) - 1] == '$' || target_arg(sc->s, h, var->name))
		return false;
	for (unsigned i = 0; path; i++) {
		path = older_argument(*p->func ? p->func : p->name, name + 1, i);
		if (!path)
			break;
		size_t len = strcspn(path, ".");
		struct node *root = node_clone(sc->s->arena, var);

		root->name = arena_printf(sc->s->arena, "$%.*s", (int)len, path);
		if (take(sc, h, n, along(sc, root, path + len + (path[len] == '.'), n)))
			return true;
	}
	return false;
}

void resolve_older(struct scope *sc, struct node *n)
{
	struct node *outer = NULL;

	for (; n->kind == N_MEMBER || n->kind == N_SUBSCRIPT || n->kind == N_ADDR; n = n->a)
		outer = n;
	if (n->kind != N_TARGET)
		return;
	struct handler *h = entry_context(sc, n);

	if (!outer || outer->kind != N_MEMBER ||
	    !variable(sc, h, outer, n, arena_printf(sc->s->arena, "%s.%s", n->name, outer->name)))
		variable(sc, h, n, n, n->name);
}
