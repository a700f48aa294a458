/*
 * resolve_call.c - calls: the script's functions by arity, else a builtin's row
 * Semantics: SystemTap Language Reference, "Functions".
 */
#include <string.h>
#include "lang/stap/resolve.h"
#include "lang/stap/tapset.h"

/* ---- which function a name and a number of arguments mean ---- */

static bool visible(const struct func_decl *d, const struct file *from, const char *name)
{
	return d->name == name && (!d->is_private || d->file == from);
}

static bool comes_before(const struct func_decl *a, const struct func_decl *b)
{
	return !b || a->priority < b->priority;
}

/*
 * The first function of that name and arity after another, by priority and order of declaration.
 * @after: NULL for the very first
 */
static struct func_decl *find_func(struct scope *sc, const char *name, size_t nargs,
				   const struct func_decl *after)
{
	struct func_decl *best = NULL;
	bool passed = !after;

	tapset_need(sc->s, TAPSET_FUNC, name, sc->file);
	for (size_t i = 0; i < sc->s->ast->files.n; i++) {
		struct file *f = sc->s->ast->files.v[i];

		for (size_t k = 0; k < f->funcs.n; k++) {
			struct func_decl *d = f->funcs.v[k];

			if (d == after) {
				passed = true;
				continue;
			}
			if (!visible(d, sc->file, name) || d->params.n != nargs ||
			    (after && (d->priority < after->priority ||
				       (d->priority == after->priority && !passed))))
				continue;
			if (comes_before(d, best))
				best = d;
		}
	}
	return best;
}

static struct func_decl *find_any_arity(struct scope *sc, const char *name)
{
	for (size_t i = 0; i < sc->s->ast->files.n; i++) {
		struct file *f = sc->s->ast->files.v[i];

		for (size_t k = 0; k < f->funcs.n; k++)
			if (visible(f->funcs.v[k], sc->file, name))
				return f->funcs.v[k];
	}
	return NULL;
}

/* ---- functions that look at the probed code: one copy for each handler ---- */

struct look { struct sema *s; const struct file *from; bool found; };

/* x->member of a value that has its type from the caller: whose memory it is hangs on the probe */
static bool follows_pointer(const struct node *n)
{
	if (n->kind == N_NAME)
		return n->name[strlen(n->name) - 1] == '$';
	return n->kind == N_MEMBER && n->a->kind != N_CAST && n->a->kind != N_MEMBER && n->a->kind != N_SUBSCRIPT;
}

/* @cast to a type of the probed code's: without a module in scripts, and with one but the kernel's */
static bool cast_is_local(const struct look *look, const struct node *n)
{
	const struct node *module = n->kind == N_CAST && n->args.n > 2 ? n->args.v[2] : NULL;

	if (n->kind != N_CAST)
		return false;
	return module ? module->kind == N_STR && strncmp(module->str, "kernel", 6) != 0 : !look->from->library;
}

static bool look_for_targets(struct node *n, void *ctx)
{
	struct look *look = ctx;

	if (n->kind == N_TARGET || n->kind == N_VAR || n->kind == N_AT || cast_is_local(look, n) ||
	    follows_pointer(n))
		look->found = true;
	else if (n->kind == N_CALL)
		look->found |= func_uses_targets(look->s, look->from, n->name);
	return !look->found;
}

static bool uses_targets(struct sema *s, struct func_decl *d)
{
	struct look look = { .s = s, .from = d->file };

	if (d->targets == TARGETS_UNKNOWN && d->body) {
		d->targets = TARGETS_LOOKING;
		snode_walk(d->body, look_for_targets, &look);
		d->targets = look.found ? TARGETS_USED : TARGETS_NONE;
	}
	return d->targets == TARGETS_USED;
}

bool func_uses_targets(struct sema *s, const struct file *from, const char *name)
{
	for (size_t i = 0; i < s->ast->files.n; i++) {
		struct file *f = s->ast->files.v[i];

		for (size_t k = 0; k < f->funcs.n; k++)
			if (visible(f->funcs.v[k], from, name) && uses_targets(s, f->funcs.v[k]))
				return true;
	}
	return false;
}

struct unit_func *func_use(struct scope *sc, struct func_decl *d)
{
	struct sema *s = sc->s;
	struct handler *ctx = uses_targets(s, d) ? sc->ctx : NULL;

	for (size_t i = 0; i < s->funcs.n; i++)
		if (s->funcs.v[i]->decl == d && s->funcs.v[i]->ctx == ctx)
			return s->funcs.v[i];
	struct unit_func *f = arena_new_of(s->arena, struct unit_func);

	f->decl = d;
	f->ctx = ctx;
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

void resolve_func_next(struct scope *sc)
{
	struct unit_func *f = sc->f;
	struct func_decl *d = find_func(sc, f->decl->name, f->decl->params.n, f->decl);

	f->has_next = true;
	if (d) {
		f->next = func_use(sc, d);
		vec_push(sc->s->arena, &f->calls, f->next);
		return;
	}
	const struct builtin *b = builtin_find(LANG_STAP, f->decl->name, (int)f->decl->params.n);
	struct sig *sig = arena_new_of(sc->s->arena, struct sig);

	if (!b || !builtin_sig(b, sig) || f->decl->params.n < sig->min || f->decl->params.n > sig->nargs)
		return;
	f->fallback = b;
	f->fallback_sig = sig;
}

static void called(struct scope *sc, struct node *n)
{
	if (sc->f)
		vec_push(sc->s->arena, &sc->f->calls, n->func);
	for (size_t i = 0; i < n->args.n; i++)
		sym_holds(n->func->locals.v[i], pointer_type(sc->s, sc->ctx, n->args.v[i]));
	for (size_t i = 0; i < sc->iterated.n; i++) {
		struct loop_call c = { n->func, sc->iterated.v[i], n->at };

		vec_push(sc->s->arena, &sc->s->loop_calls, c);
	}
}

static void arity_error(struct scope *sc, struct node *n, size_t takes)
{
	sem_error(sc->s, n->span, ERR_STAP_ARITY,
		   "arity mismatch found (function '%s' takes %zu args)", n->name, takes);
	n->bad = true;
}

static void resolve_builtin(struct scope *sc, struct node *n)
{
	const struct builtin *b = builtin_find(LANG_STAP, n->name, (int)n->args.n);
	struct sig *sig = arena_new_of(sc->s->arena, struct sig);

	if (!b || !builtin_sig(b, sig)) {
		const char *reason = builtin_refused(LANG_STAP, n->name);

		if (reason)
			sem_error(sc->s, n->at, ERR_STAP_CONTEXT, "function '%s' is not available: %s", n->name, reason);
		else
			sem_error(sc->s, n->at, ERR_STAP_NAME, "unresolved function %s%s", n->name,
				  similar_functions(sc->s, sc->file, n->name));
		n->bad = true;
		return;
	}
	if (b->flags & B_THROWS && n->args.n == 1) {
		n->throws = true;
		return;
	}
	n->builtin = b;
	n->sig = sig;
	sc->s->uses_groups |= (b->flags & B_STATE) != 0;
	if (n->args.n < sig->min || (!sig->rest && n->args.n > sig->nargs))
		arity_error(sc, n, n->args.n < sig->min ? sig->min : sig->nargs);
	if ((b->flags & B_DESTRUCTIVE) && !sc->s->c->guru)
		sem_error(sc->s, n->at, ERR_STAP_CONTEXT,
			   "function '%s' may only be used in guru mode; need stap -g", n->name);
}

static bool changes(struct unit_func *f, const struct sym *sym)
{
	bool found = false;

	if (f->seen)
		return false;
	f->seen = true;
	for (size_t i = 0; i < f->changes.n && !found; i++)
		found = f->changes.v[i] == sym;
	for (size_t i = 0; i < f->calls.n && !found; i++)
		found = changes(f->calls.v[i], sym);
	return found;
}

void resolve_loop_calls(struct sema *s)
{
	for (size_t i = 0; i < s->loop_calls.n; i++) {
		const struct loop_call *c = &s->loop_calls.v[i];

		for (size_t k = 0; k < s->funcs.n; k++)
			s->funcs.v[k]->seen = false;
		if (changes(c->func, c->array))
			sem_error(s, c->at, ERR_STAP_MODIFY,
				  "variable '%s' modified during 'foreach' iteration, by function '%s'",
				  c->array->name, c->func->decl->name);
	}
}

/* does the library have one that takes so many: an overload of the script's own with other arities */
static bool builtin_fits(const char *name, size_t nargs)
{
	const struct builtin *b = builtin_find(LANG_STAP, name, (int)nargs);
	struct sig sig;

	return b && builtin_sig(b, &sig) && nargs >= sig.min && (sig.rest || nargs <= sig.nargs);
}

/* those of one name and arity serve the same calls: what they are declared to take and give has to be the same */
static void check_overloads(struct scope *sc, const struct func_decl *first)
{
	struct func_decl *d = find_func(sc, first->name, first->params.n, first);

	for (; d && !d->file->library; d = find_func(sc, d->name, d->params.n, d)) {
		d->candidate = true;
		bool same = !d->type || !first->type || d->type == first->type;

		for (size_t i = 0; i < d->params.n; i++)
			same &= !d->params.v[i].type || !first->params.v[i].type ||
				d->params.v[i].type == first->params.v[i].type;
		if (!same && sem_error(sc->s, d->span, ERR_STAP_TYPE,
				       "type mismatch: overloads of function '%s' take and give the same types", d->name))
			diag_note(sc->s->c->diag, first->span, "another one is defined here");
	}
}

void resolve_call(struct scope *sc, struct node *n)
{
	resolve_args(sc, n);
	struct func_decl *d = n->prints ? NULL : find_func(sc, n->name, n->args.n, NULL);

	if (d) {
		if (d->code && !sc->s->c->guru && !sc->file->library && embed_says(d->code, "/* guru */"))
			sem_error(sc->s, n->at, ERR_STAP_CONTEXT, "function may not be used unless in guru mode; need stap -g");
		check_overloads(sc, d);
		n->func = func_use(sc, d);
		called(sc, n);
	} else if (!n->prints && !builtin_fits(n->name, n->args.n) && (d = find_any_arity(sc, n->name))) {
		arity_error(sc, n, d->params.n);
	} else {
		resolve_builtin(sc, n);
	}
}
