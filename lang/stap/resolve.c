/*
 * resolve.c - statements and handlers: every name bound, dead branches dropped
 * Semantics: SystemTap Language Reference, "Statement types", "Functions".
 */
#include <string.h>
#include "lang/stap/resolve.h"

static void resolve_stmt(struct scope *sc, struct snode *st);

/* ---- statements ---- */

static void resolve_foreach(struct scope *sc, struct snode *st)
{
	struct sym *array = NULL;
	int64_t limit;

	if (st->limit)
		resolve_node(sc, st->limit, READ);
	if (st->limit && node_const(st->limit, &limit) && limit <= 0) {	/* as never_runs() */
		*st = (struct snode){ .kind = SN_EMPTY, .span = st->span };
		return;
	}
	if (st->e->kind == N_HIST) {
		resolve_node(sc, st->e, READ);
	} else {
		resolve_array(sc, st->e, st->keys.n, READ);
		array = st->e->sym;
	}
	for (size_t i = 0; i < st->slice.n; i++)
		if (st->slice.v[i])
			resolve_node(sc, st->slice.v[i], READ);
	for (size_t i = 0; i < st->keys.n; i++) {
		st->keys.v[i].sym = scope_lookup(sc, st->keys.v[i].name, st->keys.v[i].span);
		scope_mark(sc, st->keys.v[i].sym, WRITE, st->keys.v[i].span);
	}
	if (st->value.name) {
		st->value.sym = scope_lookup(sc, st->value.name, st->value.span);
		scope_mark(sc, st->value.sym, WRITE, st->value.span);
	}
	if (array)
		vec_push(sc->s->arena, &sc->iterated, array);
	resolve_stmt(sc, st->body);
	if (array)
		sc->iterated.n--;
}

static void resolve_if(struct scope *sc, struct snode *st)
{
	struct snode *nothing = arena_new_of(sc->s->arena, struct snode);
	int64_t value;
	bool truth;

	nothing->kind = SN_EMPTY;
	resolve_node(sc, st->e, READ);
	if (node_truth(st->e, &truth)) {	/* what is dead need not even resolve */
		struct snode **dead = truth ? &st->other : &st->body, *live = truth ? st->body : st->other;

		if (node_const(st->e, &value)) {
			*st = live ? *live : *nothing;
			resolve_stmt(sc, st);
			return;
		}
		*dead = nothing;
	}
	resolve_stmt(sc, st->body);
	if (st->other)
		resolve_stmt(sc, st->other);
}

/* a loop that never runs leaves what comes before it; what is in it need not even resolve */
static bool never_runs(struct scope *sc, struct snode *st)
{
	int64_t value;

	if (!st->e || !node_const(st->e, &value) || value)
		return false;
	*st = (struct snode){ .kind = st->init ? SN_EXPR : SN_EMPTY, .span = st->span, .e = st->init };
	return true;
}

static void resolve_delete(struct scope *sc, struct node *n)
{
	if (n->kind == N_NAME) {
		struct sym *sym = scope_lookup(sc, n->name, n->span);

		n->sym = sym;
		scope_mark(sc, sym, UPDATE, n->span);
	} else {
		resolve_lvalue(sc, n, UPDATE);
	}
}

static void resolve_stmt(struct scope *sc, struct snode *st)
{
	switch (st->kind) {
	case SN_EMPTY: case SN_BREAK: case SN_CONTINUE:
		break;
	case SN_NEXT:
		if (sc->f)
			resolve_func_next(sc);
		break;
	case SN_BLOCK:
		for (size_t i = 0; i < st->list.n; i++)
			resolve_stmt(sc, st->list.v[i]);
		break;
	case SN_EXPR:
		resolve_node(sc, st->e, READ);
		break;
	case SN_IF:
		resolve_if(sc, st);
		break;
	case SN_WHILE: case SN_FOR:
		if (st->init) {
			st->init->is_stmt = true;
			resolve_node(sc, st->init, READ);
		}
		if (st->e)
			resolve_node(sc, st->e, READ);
		if (never_runs(sc, st))
			break;
		if (st->step) {
			st->step->is_stmt = true;
			resolve_node(sc, st->step, READ);
		}
		resolve_stmt(sc, st->body);
		break;
	case SN_FOREACH:
		resolve_foreach(sc, st);
		break;
	case SN_RETURN:
		if (st->e)
			resolve_node(sc, st->e, READ);
		if (sc->f)
			sc->f->returns_value |= st->e != NULL;
		if (sc->f && st->e && !sc->f->ctype)
			sc->f->ctype = pointer_type(sc->s, sc->ctx, st->e);
		break;
	case SN_DELETE:
		resolve_delete(sc, st->e);
		break;
	case SN_TRY:
		resolve_stmt(sc, st->body);
		if (st->caught.name) {
			st->caught.sym = scope_lookup(sc, st->caught.name, st->caught.span);
			scope_mark(sc, st->caught.sym, WRITE, st->caught.span);
		}
		resolve_stmt(sc, st->other);
		break;
	}
}

/* conditions see globals only, and change nothing */
static bool check_cond(struct node *n, void *ctx)
{
	struct scope *sc = ctx;

	if (n->kind == N_CALL)
		sem_error(sc->s, n->span, ERR_STAP_CONTEXT,
			   "probe condition must not reference function '%s'", n->name);
	else if (n->kind == N_ASSIGN || n->kind == N_STEP)
		sem_error(sc->s, n->span, ERR_STAP_CONTEXT,
			   "probe condition must not modify any variables");
	else if (n->kind == N_NAME && !scope_global(sc, n->name))
		sem_error(sc->s, n->span, ERR_STAP_CONTEXT,
			   "probe condition must not reference undeclared variable '%s'", n->name);
	else
		return true;
	n->bad = true;
	return false;
}

static void resolve_conds(struct scope *sc, struct handler *h)
{
	unsigned errors = sc->s->c->diag->errors;

	for (size_t i = 0; i < h->conds.n; i++) {
		sc->file = h->conds.v[i].file;
		node_walk(h->conds.v[i].body->e, check_cond, sc);
		if (errors == sc->s->c->diag->errors)
			resolve_node(sc, h->conds.v[i].body->e, READ);
	}
}

/* the values of the entry, in front of all else */
static void take_back(struct scope *sc, struct handler *h)
{
	struct piece first = { h->decl->file, entry_taken_back(sc), false };

	sc->file = first.file;
	resolve_stmt(sc, first.body);
	vec_push(sc->s->arena, &h->pieces, first);
	memmove(&h->pieces.v[1], &h->pieces.v[0], (h->pieces.n - 1) * sizeof(first));
	h->pieces.v[0] = first;
}

void stap_resolve_func(struct sema *s, struct unit_func *f)
{
	struct scope sc = { .s = s, .f = f, .ctx = f->ctx, .file = f->decl->file };

	if (f->resolved)
		return;
	f->resolved = true;
	resolve_stmt(&sc, f->body);
}

/* ---- names of aliases ---- */

static void check_alias(struct sema *s, const struct point *name)
{
	for (size_t i = 0; i < name->comps.n; i++) {
		const struct point_comp *comp = &name->comps.v[i];

		if (comp->arg != PA_NONE)
			sem_error(s, comp->span, ERR_STAP_POINT, "alias component %s contains illegal parameter", comp->name);
		else if (strchr(comp->name, '*'))
			sem_error(s, comp->span, ERR_STAP_POINT, "invalid use of wildcard probe point component");
	}
}

void stap_check_aliases(struct sema *s)
{
	for (size_t i = 0; i < s->ast->files.n; i++) {
		const struct file *f = s->ast->files.v[i];

		for (size_t k = 0; k < f->aliases.n; k++)
			for (size_t m = 0; m < f->aliases.v[k]->names.n; m++)
				check_alias(s, f->aliases.v[k]->names.v[m]);
	}
}

void stap_resolve(struct sema *s, struct handler *h)
{
	struct scope sc = { .s = s, .h = h, .ctx = h, .file = h->decl->file };
	size_t first = s->funcs.n;

	for (size_t i = 0; i < h->pieces.n; i++)
		scope_collect_written(&sc, h->pieces.v[i].body);
	resolve_conds(&sc, h);
	for (size_t i = 0; i < h->pieces.n; i++) {
		sc.file = h->pieces.v[i].file;
		resolve_stmt(&sc, h->pieces.v[i].body);
	}
	if (h->nest)
		take_back(&sc, h);
	for (size_t i = first; i < s->funcs.n; i++)	/* grows while bodies name further ones */
		stap_resolve_func(s, s->funcs.v[i]);
}

size_t stap_resolve_unused(struct sema *s)
{
	size_t used = s->funcs.n;

	for (size_t i = 0; i < s->ast->files.n; i++) {
		struct file *f = s->ast->files.v[i];
		struct scope sc = { .s = s, .file = f };

		for (size_t k = 0; k < f->funcs.n && !f->library; k++)
			if (!func_uses_targets(s, f, f->funcs.v[k]->name))
				func_use(&sc, f->funcs.v[k]);
	}
	for (size_t i = used; i < s->funcs.n; i++)
		stap_resolve_func(s, s->funcs.v[i]);
	return used;
}
