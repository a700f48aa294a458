/*
 * resolve_call.c - calls: the script's functions by arity, else a builtin's row
 * Semantics: SystemTap Language Reference, "Functions".
 */
#include <string.h>
#include "lang/stap/resolve.h"

static struct func_decl *find_func(struct scope *sc, const char *name, size_t nargs, bool any_arity)
{
	struct func_decl *best = NULL;

	for (size_t i = 0; i < sc->s->ast->files.n; i++) {
		struct file *f = sc->s->ast->files.v[i];

		for (size_t k = 0; k < f->funcs.n; k++) {
			struct func_decl *d = f->funcs.v[k];

			if (d->name != name || (d->is_private && f != sc->file) ||
			    (!any_arity && d->params.n != nargs))
				continue;
			if (!best || d->priority < best->priority)
				best = d;
		}
	}
	return best;
}

static struct unit_func *use_func(struct sema *s, struct func_decl *d)
{
	for (size_t i = 0; i < s->funcs.n; i++)
		if (s->funcs.v[i]->decl == d)
			return s->funcs.v[i];
	struct unit_func *f = arena_new_of(s->arena, struct unit_func);

	f->decl = d;
	f->body = snode_clone(s->arena, d->body);
	f->type = d->type;
	f->type_at = d->span;
	vec_push(s->arena, &s->funcs, f);	/* before its body: it may call itself */
	for (size_t i = 0; i < d->params.n; i++) {
		struct sym *p = scope_new_sym(s, d->params.v[i].name, d->params.v[i].span);

		p->is_param = true;
		p->arity = 0;
		p->arity_at = p->type_at = p->span;
		p->type = d->params.v[i].type;
		vec_push(s->arena, &f->locals, p);
	}
	return f;
}

static void arity_error(struct scope *sc, struct node *n, size_t takes)
{
	sem_error(sc->s, n->span, ERR_STAP_ARITY,
		   "arity mismatch found (function '%s' takes %zu args, found %zu)", n->name, takes, n->args.n);
	n->bad = true;
}

static void resolve_builtin(struct scope *sc, struct node *n)
{
	const struct builtin *b = builtin_find(LANG_STAP, n->name, (int)n->args.n);
	struct sig *sig = arena_new_of(sc->s->arena, struct sig);

	if (!b || !builtin_sig(b, sig)) {
		sem_error(sc->s, n->at, ERR_STAP_NAME, "unresolved function %s", n->name);
		n->bad = true;
		return;
	}
	n->builtin = b;
	n->sig = sig;
	if (n->args.n < sig->min || (!sig->rest && n->args.n > sig->nargs))
		arity_error(sc, n, n->args.n < sig->min ? sig->min : sig->nargs);
	if ((b->flags & B_DESTRUCTIVE) && !sc->s->c->guru)
		sem_error(sc->s, n->at, ERR_STAP_CONTEXT,
			   "function '%s' may only be used in guru mode; need stap -g", n->name);
}

void resolve_call(struct scope *sc, struct node *n)
{
	resolve_args(sc, n);
	struct func_decl *d = find_func(sc, n->name, n->args.n, false);

	if (d)
		n->func = use_func(sc->s, d);
	else if ((d = find_func(sc, n->name, 0, true)))
		arity_error(sc, n, d->params.n);
	else if (!strcmp(n->name, "error") && n->args.n == 1)
		n->throws = true;	/* the one function that is a statement of prog */
	else
		resolve_builtin(sc, n);
}
