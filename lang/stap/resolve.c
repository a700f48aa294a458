/*
 * resolve.c - names to symbols, functions and builtins; @defined decided, dead branches dropped
 *
 * A name is a parameter, else a global (the file's own private one first), else, in a handler of
 * a provider that says so, an argument of the probe, else a local made by its first mention.
 * Semantics: SystemTap Language Reference, "Variables", "Functions"; stap(1), LANGUAGE REFERENCE.
 */
#include <string.h>
#include "lang/stap/sem.h"

struct scope {
	struct sema *s;
	struct file *file;
	struct handler *h;		/* NULL in functions */
	struct unit_func *f;		/* NULL in handlers */
	VEC(const char *) written;	/* names that the handler assigns */
	VEC(struct sym *) iterated;	/* arrays of the foreach loops around */
};

enum mode { READ, WRITE, UPDATE };

static void resolve_node(struct scope *sc, struct node *n, enum mode mode);
static void resolve_stmt(struct scope *sc, struct snode *st);

/* ---- symbols ---- */

static struct sym *new_sym(struct sema *s, const char *name, struct span at)
{
	struct sym *sym = arena_new_of(s->arena, struct sym);

	sym->name = name;
	sym->span = at;
	sym->arity = -1;
	return sym;
}

static void global_sym(struct sema *s, struct global_decl *g)
{
	struct sym *sym = new_sym(s, g->name, g->span);

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

		for (size_t k = 0; k < s->globals.n && !g->is_private; k++) {
			const struct sym *old = s->globals.v[k];

			if (old->name == g->name && !old->decl->is_private)
				sem_error(s, g->span, ERR_STAP_NAME,
					   "duplicate global name '%s'", g->name);
		}
		global_sym(s, g);
	}
}

static struct sym *find_global(struct scope *sc, const char *name)
{
	struct sym *found = NULL;

	for (size_t i = 0; i < sc->file->globals.n; i++)
		if (sc->file->globals.v[i]->name == name)
			return sc->file->globals.v[i]->sym;
	for (size_t i = 0; i < sc->s->globals.n && !found; i++) {
		struct sym *g = sc->s->globals.v[i];

		if (g->name == name && !g->decl->is_private)
			found = g;
	}
	return found;
}

static struct sym *find_local(struct scope *sc, const char *name)
{
	size_t n = sc->h ? sc->h->locals.n : sc->f->locals.n;
	struct sym **v = sc->h ? sc->h->locals.v : sc->f->locals.v;

	for (size_t i = 0; i < n; i++)
		if (v[i]->name == name)
			return v[i];
	return NULL;
}

static struct sym *add_local(struct scope *sc, const char *name, struct span at)
{
	struct sym *sym = new_sym(sc->s, name, at);

	sym->arity = 0;
	sym->arity_at = at;
	if (sc->h)
		vec_push(sc->s->arena, &sc->h->locals, sym);
	else
		vec_push(sc->s->arena, &sc->f->locals, sym);
	return sym;
}

static struct sym *lookup(struct scope *sc, const char *name, struct span at)
{
	struct sym *sym = find_local(sc, name);

	if (sym && sym->is_param)
		return sym;
	struct sym *global = find_global(sc, name);

	if (global)
		return global;
	return sym ? sym : add_local(sc, name, at);
}

static void mark(struct scope *sc, struct sym *sym, enum mode mode, struct span at)
{
	sym->read |= mode == READ;
	sym->written |= mode != READ;
	for (size_t i = 0; mode != READ && i < sc->iterated.n; i++)
		if (sc->iterated.v[i] == sym)
			sem_error(sc->s, at, ERR_STAP_MODIFY,
				   "variable '%s' modified during 'foreach' iteration", sym->name);
}

/* ---- names of the handler that are written: they are never arguments of the probe ---- */

static bool is_written(const struct scope *sc, const char *name)
{
	for (size_t i = 0; i < sc->written.n; i++)
		if (sc->written.v[i] == name)
			return true;
	return false;
}

static bool collect_written(struct node *n, void *ctx)
{
	struct scope *sc = ctx;

	if ((n->kind == N_ASSIGN || n->kind == N_STEP) && n->a->kind == N_NAME && !is_written(sc, n->a->name))
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

/* in probes with plain arguments, name is the probed function's: syscall.read's is "read" */
static bool probe_name(struct scope *sc, struct node *n)
{
	const struct builtin *b = builtin_find(LANG_STAP, "ppfunc", 0);

	if (!sc->h || !sc->h->provider->script_args || strcmp(n->name, "name") != 0 ||
	    is_written(sc, n->name) || !b)
		return false;
	n->kind = N_CALL;
	n->builtin = b;
	n->sig = arena_new_of(sc->s->arena, struct sig);
	return builtin_sig(b, (struct sig *)n->sig);
}

/* a plain name that is an argument of the probe: syscall.read's fd, buf_uaddr, retval */
static bool probe_arg(struct scope *sc, struct node *n)
{
	if (!sc->h || !sc->h->provider->script_args || is_written(sc, n->name))
		return false;
	n->arg = target_arg(sc->s, sc->h, n->name);
	if (!n->arg)
		return false;
	size_t len = strlen(n->name);
	bool address = len > 6 && !strcmp(n->name + len - 6, "_uaddr");

	n->arg_user = !address && n->arg->type && type_is_stringish(n->arg->type);
	return true;
}

/* ---- expressions ---- */

/* argc and argv[N] are the tapset's names of the script's arguments */
static bool script_arg(struct scope *sc, struct node *n)
{
	const struct compile *c = sc->s->c;
	bool index = n->kind == N_INDEX && n->args.n == 1 && n->args.v[0] && n->args.v[0]->kind == N_NUM;
	struct node lit = { .kind = index ? N_STR : N_NUM, .num = c->nargs, .span = n->span, .at = n->at,
			    .depth = 1, .is_stmt = n->is_stmt };

	if (!n->name || strcmp(n->name, index ? "argv" : "argc") != 0 || (n->kind == N_INDEX && !index) ||
	    find_local(sc, n->name) || find_global(sc, n->name))
		return false;
	if (index) {
		int64_t i = n->args.v[0]->num;

		lit.str = i >= 1 && i <= c->nargs ? c->args[i - 1] : "";
		lit.len = strlen(lit.str);
	}
	*n = lit;
	return true;
}

static void resolve_name(struct scope *sc, struct node *n, enum mode mode)
{
	struct sym *local = find_local(sc, n->name);

	if (mode == READ && script_arg(sc, n))
		return;
	if (!local && !find_global(sc, n->name) && mode == READ &&
	    (probe_arg(sc, n) || probe_name(sc, n)))
		return;
	n->sym = lookup(sc, n->name, n->span);
	mark(sc, n->sym, mode, n->span);
}

static void resolve_args(struct scope *sc, struct node *n)
{
	for (size_t i = 0; i < n->args.n; i++)
		if (n->args.v[i])
			resolve_node(sc, n->args.v[i], READ);
}

/* a name that stands for an array: reported when it is not global */
static void resolve_array(struct scope *sc, struct node *n, size_t arity, enum mode mode)
{
	struct sym *sym = find_local(sc, n->name);

	if (!sym || !sym->is_param)
		sym = find_global(sc, n->name);
	if (!sym || !sym->is_global) {
		sem_error(sc->s, n->span, ERR_STAP_NAME,
			   "unresolved arity-%zu global array %s, missing global declaration?", arity, n->name);
		sym = new_sym(sc->s, n->name, n->span);
		sym->type = VT_LONG;
		n->bad = true;
	}
	n->sym = sym;
	mark(sc, sym, mode, n->span);
}

static void resolve_index(struct scope *sc, struct node *n, enum mode mode)
{
	if (mode == READ && script_arg(sc, n))
		return;
	if (n->a->kind == N_HIST)
		resolve_node(sc, n->a, READ);
	else
		resolve_array(sc, n->a, n->args.n, mode);
	resolve_args(sc, n);
}

bool node_const(const struct node *n, int64_t *ret)
{
	if (n && n->kind == N_UNARY && n->op == TK_MINUS && n->a->kind == N_NUM) {
		*ret = (int64_t)(0 - (uint64_t)n->a->num);
		return true;
	}
	if (!n || n->kind != N_NUM)
		return false;
	*ret = n->num;
	return true;
}

struct sym *extract_sym(const struct node *n)
{
	return n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;
}

int sym_use(struct sema *s, struct sym *sym, const struct aggfn *fn, const int64_t *params, unsigned n)
{
	struct agg_use use = { .fn = fn, .nparams = fn->nparams };

	for (unsigned i = 0; i < n && i < AGG_PARAMS_MAX; i++)
		use.params[i] = params[i];
	agg_default_params(fn, use.params, n);
	for (size_t i = 0; i < sym->uses.n; i++)
		if (sym->uses.v[i].fn == fn &&
		    !memcmp(sym->uses.v[i].params, use.params, sizeof(use.params)))
			return (int)i;
	vec_push(s->arena, &sym->uses, use);
	return (int)sym->uses.n - 1;
}

static void extract_params(struct scope *sc, struct node *n, struct sym *sym)
{
	const struct aggfn *fn = agg_find_stap(n->name);
	int64_t params[AGG_PARAMS_MAX] = { 0 };
	enum diag_tag tag = ERR_STAP_TYPE;
	unsigned count = (unsigned)n->args.n;

	for (size_t i = 0; i < n->args.n; i++)
		if (i >= AGG_PARAMS_MAX || !node_const(n->args.v[i], &params[i])) {
			sem_error(sc->s, n->args.v[i] ? n->args.v[i]->span : n->at, ERR_STAP_TYPE,
				   i >= fn->nparams ? "@%s takes no such parameter" :
				   "a parameter of @%s must be a literal number", n->name);
			return;
		}
	if (count < fn->min_params || count > fn->nparams) {
		sem_error(sc->s, n->span, ERR_STAP_ARITY,
			   "@%s takes %u parameters, found %u", n->name, fn->nparams, count);
		return;
	}
	const char *wrong = agg_check_params(fn, params, count, &tag);

	if (wrong) {
		sem_error(sc->s, n->span, tag, "%s", wrong);
		return;
	}
	n->num = sym_use(sc->s, sym, fn, params, count);
	for (size_t i = 0; fn->is_hist && i < sym->uses.n; i++)
		if (sym->uses.v[i].fn->is_hist && (int64_t)i != n->num)
			sem_error(sc->s, n->span, ERR_STAP_TYPE,
				   "multiple histogram types declared on '%s'", sym->name);
}

static void resolve_extract(struct scope *sc, struct node *n)
{
	struct node *name = n->a->kind == N_INDEX ? n->a->a : n->a;

	if (n->a->kind != N_NAME && n->a->kind != N_INDEX)
		return;
	if (name->kind != N_NAME) {
		sem_error(sc->s, name->span, ERR_STAP_TYPE, "expected the name of a statistic");
		n->bad = true;
		n->a = name = arena_dup(sc->s->arena, name, sizeof(*name));
		name->kind = N_NAME;
		name->name = "";
		name->sym = new_sym(sc->s, "", name->span);
		return;
	}
	resolve_array(sc, name, n->a->kind == N_INDEX ? n->a->args.n : 0, READ);
	if (n->a->kind == N_INDEX)
		resolve_args(sc, n->a);
	extract_params(sc, n, name->sym);
}

static void resolve_lvalue(struct scope *sc, struct node *n, enum mode mode)
{
	if (n->kind == N_NAME || (n->kind == N_INDEX && n->a->kind == N_NAME)) {
		resolve_node(sc, n, mode);
		return;
	}
	if (target_is_path(n))
		sem_error(sc->s, n->span, ERR_OP_WRITE,
			   "write to target variable not permitted: handlers run as BPF programs");
	else
		sem_error(sc->s, n->span, ERR_OP_LVAL, "expected a variable to assign to");
	n->bad = true;
	resolve_node(sc, n, READ);
}

/* a statement's x += 1 does not count as reading x: it is still printed at the end */
static void resolve_assign(struct scope *sc, struct node *n)
{
	if (n->op == TK_STAT && (n->a->kind == N_NAME || n->a->kind == N_INDEX)) {
		struct node *name = n->a->kind == N_INDEX ? n->a->a : n->a;

		if (name->kind == N_NAME) {
			resolve_array(sc, name, n->a->kind == N_INDEX ? n->a->args.n : 0, WRITE);
			if (n->a->kind == N_INDEX)
				resolve_args(sc, n->a);
		} else {
			resolve_lvalue(sc, name, WRITE);
		}
	} else {
		resolve_lvalue(sc, n->a, WRITE);
	}
	if (n->b)
		resolve_node(sc, n->b, READ);
	if (!n->is_stmt) {
		struct sym *sym = n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;

		if (sym)
			sym->read = true;
	}
}

/* ---- functions ---- */

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
		struct sym *p = new_sym(s, d->params.v[i].name, d->params.v[i].span);

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

static void resolve_call(struct scope *sc, struct node *n)
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

/* ---- @operators ---- */

static void fold(struct node *n, int64_t value)
{
	struct span at = n->span;
	bool is_stmt = n->is_stmt;

	*n = (struct node){ .kind = N_NUM, .num = value, .span = at, .at = at, .depth = 1, .is_stmt = is_stmt };
}

static void fold_enum(struct scope *sc, struct node *n)
{
	struct type_source *ts = sc->s->c->world->kernel;
	const struct node *name = n->args.v[0];
	const struct type *type;
	int64_t value;

	if (name->kind != N_STR)
		sem_error(sc->s, n->span, ERR_STAP_TYPE, "@%s needs a string literal", n->name);
	else if (!ts || !ts->enumerator || ts->enumerator(ts, name->str, &value, &type) != 0)
		sem_error(sc->s, n->span, ERR_STAP_NAME,
			   "no enumerator '%s' in the kernel's type data", name->str);
	else
		fold(n, value);
	n->bad = n->kind == N_AT;
}

static void fold_defined(struct scope *sc, struct node *n)
{
	resolve_args(sc, n);
	fold(n, sc->h && target_type(sc->s, sc->h, n->args.v[0], true) != NULL);
}

/* TODO: @entry, @perf, @probewrite, @uderef, registers: the issue that completes SystemTap */
static const struct { const char *name; void (*fold)(struct scope *, struct node *); } at_words[] = {
	{ "const", fold_enum },
	{ "defined", fold_defined },
	{ "enum", fold_enum },
};

static void resolve_at(struct scope *sc, struct node *n)
{
	for (size_t i = 0; i < sizeof(at_words) / sizeof(at_words[0]); i++)
		if (!strcmp(n->name, at_words[i].name)) {
			at_words[i].fold(sc, n);
			return;
		}
	sem_error(sc->s, n->at, ERR_STAP_CONTEXT, "@%s is not supported yet", n->name);
	n->bad = true;
}

static void resolve_cond(struct scope *sc, struct node *n)
{
	int64_t value;

	resolve_node(sc, n->a, READ);
	if (node_const(n->a, &value)) {		/* the dead branch need not even resolve */
		struct node *live = value ? n->b : n->c;

		resolve_node(sc, live, READ);
		*n = *live;
		return;
	}
	resolve_node(sc, n->b, READ);
	resolve_node(sc, n->c, READ);
}

static void refuse_embedded(struct scope *sc, struct node *n)
{
	sem_error(sc->s, n->span, ERR_STAP_CONTEXT, sc->s->c->guru ?
		   "embedded C is not supported: handlers run as BPF programs" :
		   "embedded code in unprivileged script; need stap -g, and not supported: "
		   "handlers run as BPF programs");
	n->bad = true;
}

static void resolve_node(struct scope *sc, struct node *n, enum mode mode)
{
	switch (n->kind) {
	case N_NUM: case N_STR: case N_TARGET:
		break;
	case N_NAME:
		resolve_name(sc, n, mode);
		break;
	case N_INDEX:
		resolve_index(sc, n, mode);
		break;
	case N_CAST: case N_VAR:
		resolve_args(sc, n);
		break;
	case N_MEMBER: case N_ADDR: case N_UNARY:
		resolve_node(sc, n->a, READ);
		break;
	case N_SUBSCRIPT: case N_BINARY:
		resolve_node(sc, n->a, READ);
		resolve_node(sc, n->b, READ);
		break;
	case N_CALL:
		resolve_call(sc, n);
		break;
	case N_COND:
		resolve_cond(sc, n);
		break;
	case N_ASSIGN: case N_STEP:
		resolve_assign(sc, n);
		break;
	case N_IN:
		if (n->a->kind == N_HIST)
			resolve_node(sc, n->a, READ);
		else
			resolve_array(sc, n->a, n->args.n, READ);
		resolve_args(sc, n);
		break;
	case N_EXTRACT: case N_HIST:
		resolve_extract(sc, n);
		break;
	case N_AT:
		resolve_at(sc, n);
		break;
	case N_EMBED:
		refuse_embedded(sc, n);
		break;
	}
}

/* ---- statements ---- */

static void resolve_foreach(struct scope *sc, struct snode *st)
{
	struct sym *array = NULL;

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
		st->keys.v[i].sym = lookup(sc, st->keys.v[i].name, st->keys.v[i].span);
		mark(sc, st->keys.v[i].sym, WRITE, st->keys.v[i].span);
	}
	if (st->value.name) {
		st->value.sym = lookup(sc, st->value.name, st->value.span);
		mark(sc, st->value.sym, WRITE, st->value.span);
	}
	if (st->limit)
		resolve_node(sc, st->limit, READ);
	if (array)
		vec_push(sc->s->arena, &sc->iterated, array);
	resolve_stmt(sc, st->body);
	if (array)
		sc->iterated.n--;
}

static void resolve_if(struct scope *sc, struct snode *st)
{
	int64_t value;

	resolve_node(sc, st->e, READ);
	if (node_const(st->e, &value)) {
		static const struct snode nothing = { .kind = SN_EMPTY };
		struct snode *live = value ? st->body : st->other;

		*st = live ? *live : nothing;
		resolve_stmt(sc, st);
		return;
	}
	resolve_stmt(sc, st->body);
	if (st->other)
		resolve_stmt(sc, st->other);
}

static void resolve_delete(struct scope *sc, struct node *n)
{
	if (n->kind == N_NAME) {
		struct sym *sym = lookup(sc, n->name, n->span);

		n->sym = sym;
		mark(sc, sym, UPDATE, n->span);
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
			sem_error(sc->s, st->span, ERR_STAP_CONTEXT,
				   "'next' in a function (overloading) is not supported yet");
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
		break;
	case SN_DELETE:
		resolve_delete(sc, st->e);
		break;
	case SN_TRY:
		resolve_stmt(sc, st->body);
		if (st->caught.name) {
			st->caught.sym = lookup(sc, st->caught.name, st->caught.span);
			mark(sc, st->caught.sym, WRITE, st->caught.span);
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
	else if (n->kind == N_NAME && !find_global(sc, n->name))
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

void stap_resolve(struct sema *s, struct handler *h)
{
	struct scope sc = { .s = s, .h = h, .file = h->decl->file };
	size_t first = s->funcs.n;

	for (size_t i = 0; i < h->pieces.n; i++) {
		snode_walk(h->pieces.v[i].body, collect_written, &sc);
		collect_loops(&sc, h->pieces.v[i].body);
	}
	resolve_conds(&sc, h);
	for (size_t i = 0; i < h->pieces.n; i++) {
		sc.file = h->pieces.v[i].file;
		resolve_stmt(&sc, h->pieces.v[i].body);
	}
	for (size_t i = first; i < s->funcs.n; i++) {	/* grows while bodies name further ones */
		struct scope fs = { .s = s, .f = s->funcs.v[i], .file = s->funcs.v[i]->decl->file };

		resolve_stmt(&fs, s->funcs.v[i]->body);
	}
}
