/*
 * elide.c - what has no effect is left out, with a warning where the script says it itself
 *
 * Before types are inferred, as in the original: what is left out need not even have a type. Rounds
 * until nothing changes: values given to locals that nobody reads go, then statements without an
 * effect, then handlers that are empty; only the first round warns.
 * Semantics: SystemTap Language Reference, "Unused variables"; reference stap-language 6.7.
 */
#include "lang/stap/resolve.h"

struct elide {
	struct sema *s;
	const struct file *file;	/* what is looked at stands in it */
	unsigned round;
	bool changed;
	bool strict;		/* marks: x += 1 reads x, whatever becomes of the value */
	bool quiet;		/* of embedded C: the statements are ours */
};

static bool warns(const struct elide *e)
{
	return e->round == 0 && !e->quiet && !e->file->library && e->file->src;
}

/* ---- marks: which symbols are read, which written ---- */

static struct sym *sym_of(const struct node *n)
{
	if (n->kind == N_INDEX)
		n = n->a;
	return n->kind == N_NAME ? n->sym : NULL;
}

static bool mark(struct node *n, void *ctx)
{
	const struct elide *e = ctx;

	if (n->kind == N_NAME && n->sym)
		n->sym->read = true;
	if (n->kind != N_ASSIGN && n->kind != N_STEP)
		return true;
	struct sym *sym = sym_of(n->a);
	bool pure = n->kind == N_ASSIGN && (n->op == TK_SET || n->op == TK_STAT);

	if (!sym)
		return true;
	sym->written = true;
	sym->read |= !pure && (e->strict || !n->is_stmt);	/* a = b = 0 reads neither */
	for (size_t i = 0; i < n->a->args.n; i++)
		node_walk(n->a->args.v[i], mark, ctx);
	node_walk(n->b, mark, ctx);
	return false;
}

static void mark_loop_vars(const struct snode *st)
{
	for (size_t i = 0; i < st->keys.n; i++)
		if (st->keys.v[i].sym)
			st->keys.v[i].sym->written = true;
	if (st->value.sym)
		st->value.sym->written = true;
	if (st->caught.sym)
		st->caught.sym->written = true;
}

static void mark_stmt(struct elide *e, struct snode *st)
{
	struct sym *gone = st && st->kind == SN_DELETE ? sym_of(st->e) : NULL;

	if (!st)
		return;
	if (gone) {
		gone->written = true;
		gone->read |= e->strict;
		for (size_t i = 0; i < st->e->args.n; i++)
			node_walk(st->e->args.v[i], mark, e);
	} else {
		node_walk(st->e, mark, e);
	}
	node_walk(st->init, mark, e);
	node_walk(st->step, mark, e);
	node_walk(st->limit, mark, e);
	for (size_t i = 0; i < st->slice.n; i++)
		node_walk(st->slice.v[i], mark, e);
	for (size_t i = 0; i < st->list.n; i++)
		mark_stmt(e, st->list.v[i]);
	mark_loop_vars(st);
	mark_stmt(e, st->body);
	mark_stmt(e, st->other);
}

static void forget(const struct sema *s, struct sym *sym)
{
	if (sym != s->text)		/* the session fills it and reads it */
		sym->read = sym->written = false;
}

static void mark_all(struct elide *e, bool strict)
{
	const struct sema *s = e->s;

	e->strict = strict;
	for (size_t i = 0; i < s->globals.n; i++)
		forget(s, s->globals.v[i]);
	for (size_t i = 0; i < s->handlers.n; i++)
		for (size_t k = 0; k < s->handlers.v[i]->locals.n; k++)
			forget(s, s->handlers.v[i]->locals.v[k]);
	for (size_t i = 0; i < s->funcs.n; i++)
		for (size_t k = 0; k < s->funcs.v[i]->locals.n; k++)
			forget(s, s->funcs.v[i]->locals.v[k]);
	for (size_t i = 0; i < s->handlers.n; i++) {
		struct handler *h = s->handlers.v[i];

		for (size_t k = 0; k < h->conds.n; k++)
			mark_stmt(e, h->conds.v[k].body);
		for (size_t k = 0; k < h->pieces.n; k++)
			mark_stmt(e, h->pieces.v[k].body);
	}
	for (size_t i = 0; i < s->funcs.n; i++)
		mark_stmt(e, s->funcs.v[i]->body);
}

/* ---- effects ---- */

struct look { const struct sema *s; bool own_locals, found; };

static bool builtin_acts(const struct node *n)
{
	enum { ACTS = B_DESTRUCTIVE | B_STATE | B_TOKENS | B_SPECULATES | B_COMMITS | B_DISCARDS | B_GATE };

	return n->sig->ret.kind == SA_VOID || (n->builtin->flags & ACTS);
}

static bool find_effect(struct node *n, void *ctx)
{
	struct look *look = ctx;
	const struct sym *sym = n->kind == N_ASSIGN || n->kind == N_STEP ? sym_of(n->a) : NULL;

	if (n->bad)
		look->found = true;	/* it is in a message: leave it alone */
	else if (n->kind == N_ASSIGN || n->kind == N_STEP)
		look->found |= !sym || sym->is_global || look->own_locals;
	else if (n->kind == N_CALL)
		look->found |= n->throws || (n->func ? n->func->acts : !n->builtin || builtin_acts(n));
	else if (n->kind == N_EMBED)		/* what a function gives is its body's effect */
		look->found |= (n->is_body && look->own_locals) || !embed_says(n->str, "/* pure */");
	else if (n->op == TK_MATCH || n->op == TK_NMATCH)
		look->found |= look->s->uses_groups;
	return !look->found;
}

static bool expr_acts(struct sema *s, struct node *n)
{
	struct look look = { .s = s, .own_locals = true };

	node_walk(n, find_effect, &look);
	return look.found;
}

/* seen from a call: what happens to the function's own locals is no effect */
static bool body_acts(struct sema *s, struct snode *st)
{
	struct look look = { .s = s };

	if (!st)
		return false;
	if (st->kind == SN_DELETE) {
		const struct sym *sym = sym_of(st->e);

		look.found = !sym || sym->is_global;
	}
	node_walk(st->e, find_effect, &look);
	node_walk(st->init, find_effect, &look);
	node_walk(st->step, find_effect, &look);
	node_walk(st->limit, find_effect, &look);
	for (size_t i = 0; i < st->list.n && !look.found; i++)
		look.found = body_acts(s, st->list.v[i]);
	return look.found || (st->kind == SN_FOREACH && st->dir) || body_acts(s, st->body) || body_acts(s, st->other);
}

/* C may do anything, if it does not say that it is pure */
static bool has_own_effect(const struct func_decl *d)
{
	return d->code && !strstr(d->code, "/* pure */");
}

static void find_acting(struct sema *s)
{
	bool more;

	for (size_t i = 0; i < s->funcs.n; i++)
		s->funcs.v[i]->acts = s->funcs.v[i]->has_next || has_own_effect(s->funcs.v[i]->decl);
	do {
		more = false;
		for (size_t i = 0; i < s->funcs.n; i++) {
			struct unit_func *f = s->funcs.v[i];

			if (!f->acts && body_acts(s, f->body))
				f->acts = more = true;
		}
	} while (more);
}

/* ---- values that nobody reads ---- */

static bool drop_assignment(struct node *n, void *ctx)
{
	struct elide *e = ctx;
	const struct sym *sym;

	if (n->kind != N_ASSIGN || n->op != TK_SET || n->a->kind != N_NAME || n->bad)
		return true;
	sym = n->a->sym;
	node_walk(n->b, drop_assignment, e);
	if (!sym || sym->is_global || sym->read)
		return false;
	if (warns(e))
		diag_warn(e->s->c->diag, n->at, "Eliding assignment to '%s'", sym->name);
	bool is_stmt = n->is_stmt;

	*n = *n->b;
	n->is_stmt |= is_stmt;
	e->changed = true;
	return false;
}

/* ---- statements ---- */

static void nothing(struct elide *e, struct snode *st)
{
	*st = (struct snode){ .kind = SN_EMPTY, .span = st->span };
	e->changed = true;
}

static bool is_nothing(const struct snode *st)
{
	if (!st || st->kind == SN_EMPTY)
		return true;
	for (size_t i = 0; st->kind == SN_BLOCK && i < st->list.n; i++)
		if (!is_nothing(st->list.v[i]))
			return false;
	return st->kind == SN_BLOCK;
}

static void elide_stmt(struct elide *e, struct snode *st);

static bool leaves(const struct snode *st)
{
	return st->kind == SN_RETURN || st->kind == SN_NEXT || st->kind == SN_BREAK || st->kind == SN_CONTINUE;
}

static void elide_block(struct elide *e, struct snode *st)
{
	for (size_t i = 0; i < st->list.n; i++) {
		elide_stmt(e, st->list.v[i]);
		if (!leaves(st->list.v[i]) || i + 1 == st->list.n)
			continue;
		if (warns(e))
			diag_warn(e->s->c->diag, st->list.v[i + 1]->span, "statement will never be reached");
		st->list.n = i + 1;
		e->changed = true;
	}
}

static void elide_loop(struct elide *e, struct snode *st)
{
	elide_stmt(e, st->body);
	if (is_nothing(st->body) && !expr_acts(e->s, st->init) && !expr_acts(e->s, st->e) &&
	    !expr_acts(e->s, st->step))
		nothing(e, st);
}

static void elide_if(struct elide *e, struct snode *st)
{
	elide_stmt(e, st->body);
	if (st->other)
		elide_stmt(e, st->other);
	if (is_nothing(st->body) && is_nothing(st->other) && !expr_acts(e->s, st->e))
		nothing(e, st);
}

static void elide_stmt(struct elide *e, struct snode *st)
{
	switch (st->kind) {
	case SN_EMPTY: case SN_BREAK: case SN_CONTINUE: case SN_NEXT: case SN_RETURN: case SN_DELETE:
		break;
	case SN_BLOCK:
		elide_block(e, st);
		break;
	case SN_EXPR:
		if (expr_acts(e->s, st->e))
			break;
		if (warns(e))
			diag_warn(e->s->c->diag, st->span, "Eliding side-effect-free expression ");
		nothing(e, st);
		break;
	case SN_IF:
		elide_if(e, st);
		break;
	case SN_WHILE: case SN_FOR:
		elide_loop(e, st);
		break;
	case SN_FOREACH:
		elide_stmt(e, st->body);
		if (is_nothing(st->body))
			nothing(e, st);
		break;
	case SN_TRY:
		elide_stmt(e, st->body);
		elide_stmt(e, st->other);
		if (is_nothing(st->body))
			nothing(e, st);
		break;
	}
}

/* ---- what is said of names, in the first round ---- */

static void warn_locals(struct elide *e, struct sym *const *locals, size_t n)
{
	struct sema *s = e->s;

	for (size_t i = 0; i < n; i++) {
		const struct sym *sym = locals[i];

		if (!sym->read || sym->written || sym->is_param)
			continue;
		diag_warn(s->c->diag, sym->span, "never-assigned local variable '%s'%s", sym->name,
			  similar_variables(s, locals, n, sym));
		if (builtin_find(LANG_STAP, sym->name, 0))
			diag_hint(s->c->diag, "the function of that name is called: %s()", sym->name);
	}
}

static void warn_names(struct elide *e)
{
	struct sema *s = e->s;

	for (size_t i = 0; i < s->handlers.n; i++)
		warn_locals(e, s->handlers.v[i]->locals.v, s->handlers.v[i]->locals.n);
	for (size_t i = 0; i < s->funcs.n; i++)
		warn_locals(e, s->funcs.v[i]->locals.v, s->funcs.v[i]->locals.n);
	for (size_t i = 0; i < s->ast->files.n; i++) {
		const struct file *f = s->ast->files.v[i];

		for (size_t k = 0; k < f->globals.n && !f->library; k++) {
			const struct sym *sym = f->globals.v[k]->sym;

			if (sym->decl->made || (!sym->read && !sym->written && s->c->unoptimized))
				continue;
			if (!sym->read && !sym->written)
				diag_warn(s->c->diag, sym->span, "Eliding unused variable '%s'", sym->name);
			else if (!sym->written && !sym->decl->has_init)
				diag_warn(s->c->diag, sym->span, "never-assigned global variable '%s'%s", sym->name,
					  similar_variables(s, NULL, 0, sym));
		}
	}
}

static void warn_function(struct elide *e, struct func_decl *d)
{
	for (size_t i = 0; i < e->s->funcs.n; i++)
		if (e->s->funcs.v[i]->decl == d)
			return;
	if (d->made || d->candidate)
		return;
	diag_warn(e->s->c->diag, d->span, "Eliding unused function '%s'", d->name);
}

static void warn_functions(struct elide *e)
{
	for (size_t i = 0; i < e->s->ast->files.n; i++) {
		const struct file *f = e->s->ast->files.v[i];

		for (size_t k = 0; k < f->funcs.n && !f->library; k++)
			warn_function(e, f->funcs.v[k]);
	}
}

/* ---- a round ---- */

static void drop_assignments(struct elide *e)
{
	for (size_t i = 0; i < e->s->handlers.n; i++)
		for (size_t k = 0; k < e->s->handlers.v[i]->pieces.n; k++) {
			e->file = e->s->handlers.v[i]->pieces.v[k].file;
			e->quiet = false;
			snode_walk(e->s->handlers.v[i]->pieces.v[k].body, drop_assignment, e);
		}
	for (size_t i = 0; i < e->s->funcs.n; i++) {
		e->file = e->s->funcs.v[i]->decl->file;
		e->quiet = e->s->funcs.v[i]->decl->embedded;
		snode_walk(e->s->funcs.v[i]->body, drop_assignment, e);
	}
}

static bool handler_is_empty(const struct handler *h)
{
	if (h->provider && h->provider->works_empty && h->provider->works_empty(h->probes.n ? h->probes.v[0] : NULL))
		return false;
	for (size_t i = 0; i < h->pieces.n; i++)
		if (!is_nothing(h->pieces.v[i].body))
			return false;
	return true;
}

static void warn_empty(struct elide *e, const struct handler *h)
{
	struct span at = h->decl->span;

	e->file = h->decl->file;
	e->quiet = false;
	if (!warns(e))
		return;
	diag_warn(e->s->c->diag, at, "side-effect-free probe '%s'", h->spelling);
	if (!e->s->c->options->times)
		diag_warn(e->s->c->diag, at, "Probe '%s' has been elided", h->spelling);
}

/* with -t even the empty ones are counted */
static void drop_handlers(struct elide *e)
{
	struct sema *s = e->s;
	size_t kept = 0;

	for (size_t i = 0; i < s->handlers.n; i++) {
		bool empty = handler_is_empty(s->handlers.v[i]);

		if (empty)
			warn_empty(e, s->handlers.v[i]);
		if (!empty || s->c->options->times)
			s->handlers.v[kept++] = s->handlers.v[i];
	}
	s->handlers.n = kept;
}

static void elide_bodies(struct elide *e)
{
	for (size_t i = 0; i < e->s->handlers.n; i++)
		for (size_t k = 0; k < e->s->handlers.v[i]->pieces.n; k++) {
			e->file = e->s->handlers.v[i]->pieces.v[k].file;
			e->quiet = false;
			elide_stmt(e, e->s->handlers.v[i]->pieces.v[k].body);
		}
	for (size_t i = 0; i < e->s->funcs.n; i++) {
		struct unit_func *f = e->s->funcs.v[i];

		e->file = f->decl->file;
		e->quiet = f->decl->embedded;
		if (is_nothing(f->body))
			continue;
		elide_stmt(e, f->body);
		if (is_nothing(f->body) && warns(e))
			diag_warn(e->s->c->diag, f->decl->span, "side-effect-free function '%s'", f->decl->name);
	}
	drop_handlers(e);
}

/* ---- functions whose last call is gone ---- */

static bool reach(struct node *n, void *ctx)
{
	for (struct unit_func *f = n->kind == N_CALL ? n->func : NULL; f && !f->seen; f = f->next) {
		f->seen = true;
		snode_walk(f->body, reach, ctx);
	}
	return true;
}

static void drop_functions(struct sema *s)
{
	size_t kept = 0;

	for (size_t i = 0; i < s->funcs.n; i++)
		s->funcs.v[i]->seen = false;
	for (size_t i = 0; i < s->handlers.n; i++) {
		struct handler *h = s->handlers.v[i];

		for (size_t k = 0; k < h->conds.n; k++)
			snode_walk(h->conds.v[k].body, reach, NULL);
		for (size_t k = 0; k < h->pieces.n; k++)
			snode_walk(h->pieces.v[k].body, reach, NULL);
	}
	for (size_t i = 0; i < s->funcs.n; i++)
		if (s->funcs.v[i]->seen)
			s->funcs.v[kept++] = s->funcs.v[i];
	s->funcs.n = kept;
}

void stap_elide(struct sema *s)
{
	struct elide e = { .s = s };

	mark_all(&e, true);
	if (!s->c->unoptimized)
		warn_functions(&e);
	warn_names(&e);
	for (; !s->c->unoptimized; e.round++) {
		e.changed = false;
		drop_assignments(&e);
		find_acting(s);
		elide_bodies(&e);
		if (!e.changed)
			break;
		drop_functions(s);
		mark_all(&e, true);
	}
	mark_all(&e, false);
}
