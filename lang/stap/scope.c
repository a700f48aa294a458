/*
 * scope.c - the symbols that names stand for
 *
 * A name is a parameter, else a global (the file's own private one first), else a local made by its
 * first mention. Semantics: SystemTap Language Reference, "Variables".
 */
#include <string.h>
#include "lang/stap/resolve.h"
#include "lang/stap/tapset.h"

/* ---- symbols ---- */

struct sym *scope_new_sym(struct sema *s, const char *name, struct span at)
{
	struct sym *sym = arena_new_of(s->arena, struct sym);

	sym->name = name;
	sym->span = at;
	sym->arity = -1;
	return sym;
}

static void global_sym(struct sema *s, struct global_decl *g)
{
	struct sym *sym = scope_new_sym(s, g->name, g->span);

	sym->is_global = true;
	sym->decl = g;
	g->sym = sym;
	if (g->init) {
		sym->type = g->init->kind == N_STR ? VT_STRING : VT_LONG;
		sym->type_at = g->init->span;
		sym->arity = 0;
		sym->arity_at = g->span;
	}
	vec_push(s->arena, &s->globals, sym);
}

void stap_resolve_globals(struct sema *s, struct file *f)
{
	for (size_t i = 0; i < f->globals.n; i++) {
		struct global_decl *g = f->globals.v[i];

		g->library = f->library;
		if (g->sym)
			continue;
		for (size_t k = 0; k < s->globals.n && !g->is_private && !f->library; k++) {
			const struct sym *old = s->globals.v[k];

			if (old->name == g->name && !old->decl->is_private)
				sem_error(s, g->span, ERR_STAP_NAME,
					   "duplicate global name '%s'", g->name);
		}
		global_sym(s, g);
	}
}

static struct sym *own_global(struct scope *sc, const char *name)
{
	for (size_t i = 0; i < sc->file->globals.n; i++)
		if (sc->file->globals.v[i]->name == name)
			return sc->file->globals.v[i]->sym;
	return NULL;
}

static struct sym *known_global(struct scope *sc, const char *name)
{
	struct sym *found = own_global(sc, name);

	for (size_t i = 0; i < sc->s->globals.n && !found; i++) {
		struct sym *g = sc->s->globals.v[i];

		if (g->name == name && !g->decl->is_private)
			found = g;
	}
	return found;
}

struct sym *scope_global(struct scope *sc, const char *name)
{
	struct sym *found = sc->file->library ? own_global(sc, name) : known_global(sc, name);

	if (found)
		return found;
	tapset_need(sc->s, TAPSET_GLOBAL, name, sc->file);
	found = known_global(sc, name);
	/* the variables of a library function are its own, whatever the script calls its globals */
	return found && sc->f && sc->file->library && !found->decl->library ? NULL : found;
}

struct sym *scope_local(struct scope *sc, const char *name)
{
	size_t n = sc->h ? sc->h->locals.n : sc->f->locals.n;
	struct sym **v = sc->h ? sc->h->locals.v : sc->f->locals.v;

	for (size_t i = 0; i < n; i++)
		if (v[i]->name == name)
			return v[i];
	return NULL;
}

static void drop(struct sym **v, size_t *n, const struct sym *sym)
{
	size_t to = 0;

	for (size_t i = 0; i < *n; i++)
		if (v[i] != sym)
			v[to++] = v[i];
	*n = to;
}

void scope_drop_local(struct scope *sc, const struct sym *sym)
{
	if (sc->h)
		drop(sc->h->locals.v, &sc->h->locals.n, sym);
	else
		drop(sc->f->locals.v, &sc->f->locals.n, sym);
}

static struct sym *add_local(struct scope *sc, const char *name, struct span at)
{
	struct sym *sym = scope_new_sym(sc->s, name, at);

	sym->arity = 0;
	sym->arity_at = at;
	if (sc->h)
		vec_push(sc->s->arena, &sc->h->locals, sym);
	else
		vec_push(sc->s->arena, &sc->f->locals, sym);
	return sym;
}

/* ---- the text of procfs and input handlers: a hidden global that the session fills and reads ---- */

static bool is_text(const struct scope *sc, const char *name)
{
	const struct probe *p = sc->h && sc->h->probes.n ? sc->h->probes.v[0] : NULL;

	return p && p->text_var && !strcmp(p->text_var, name);
}

static struct sym *text_sym(struct sema *s, struct span at)
{
	if (s->text)
		return s->text;

	struct global_decl *decl = arena_new_of(s->arena, struct global_decl);

	s->text = scope_new_sym(s, "$text", at);
	decl->name = s->text->name;
	decl->is_private = true;	/* no script finds it by name */
	decl->sym = s->text;
	s->text->decl = decl;
	s->text->is_global = s->text->read = s->text->written = true;
	s->text->type = VT_STRING;
	s->text->type_at = s->text->arity_at = at;
	s->text->arity = 0;
	s->text->bound = s->strsize;
	vec_push(s->arena, &s->globals, s->text);
	return s->text;
}

void scope_take_text(struct scope *sc, struct node *n)
{
	if (n->kind == N_TARGET && is_text(sc, n->name))
		n->kind = N_NAME;
}

bool scope_may_set_text(const struct scope *sc, const struct node *assign)
{
	const struct node *to = assign->a;

	if (to->kind != N_NAME || to->name[0] != '$' || !is_text(sc, to->name))
		return true;
	if (sc->h->probes.n && sc->h->probes.v[0]->text_given)
		sem_error(sc->s, to->at, ERR_OP_LVAL, "%s is what was written: it cannot be assigned to", to->name);
	else if (assign->op != TK_SET && assign->op != TK_CAT_SET)
		sem_error(sc->s, assign->at, ERR_OP_LVAL, "only '=' and '.=' are possible with %s", to->name);
	else
		return true;
	return false;
}

struct sym *scope_lookup(struct scope *sc, const char *name, struct span at)
{
	if (is_text(sc, name))
		return text_sym(sc->s, at);

	struct sym *sym = scope_local(sc, name);

	if (sym && sym->is_param)
		return sym;
	struct sym *global = scope_global(sc, name);

	if (global)
		return global;
	return sym ? sym : add_local(sc, name, at);
}

void scope_mark(struct scope *sc, struct sym *sym, enum mode mode, struct span at)
{
	sym->read |= mode == READ;
	sym->written |= mode != READ;
	if (sc->f && mode != READ && sym->is_global)
		vec_push(sc->s->arena, &sc->f->changes, sym);
	for (size_t i = 0; mode != READ && i < sc->iterated.n; i++)
		if (sc->iterated.v[i] == sym)
			sem_error(sc->s, at, ERR_STAP_MODIFY,
				   "variable '%s' modified during 'foreach' iteration", sym->name);
}

/* ---- names of the handler that are written: they are never arguments of the probe ---- */

bool scope_written(const struct scope *sc, const char *name)
{
	for (size_t i = 0; i < sc->written.n; i++)
		if (sc->written.v[i] == name)
			return true;
	return false;
}

static bool collect_written(struct node *n, void *ctx)
{
	struct scope *sc = ctx;

	if ((n->kind == N_ASSIGN || n->kind == N_STEP) && n->a->kind == N_NAME && !scope_written(sc, n->a->name))
		vec_push(sc->s->arena, &sc->written, n->a->name);
	return true;
}

static void collect_loops(struct scope *sc, const struct snode *st)
{
	if (!st)
		return;
	for (size_t i = 0; i < st->keys.n; i++)
		vec_push(sc->s->arena, &sc->written, st->keys.v[i].name);
	if (st->value.name)
		vec_push(sc->s->arena, &sc->written, st->value.name);
	if (st->caught.name)
		vec_push(sc->s->arena, &sc->written, st->caught.name);
	for (size_t i = 0; i < st->list.n; i++)
		collect_loops(sc, st->list.v[i]);
	collect_loops(sc, st->body);
	collect_loops(sc, st->other);
}

void scope_collect_written(struct scope *sc, struct snode *body)
{
	snode_walk(body, collect_written, sc);
	collect_loops(sc, body);
}
