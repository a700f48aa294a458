/*
 * entry.c - @entry(e), and $x in return probes: values of the moment at which the function was called
 *
 * The entry gets a handler of our own that keeps them per thread and frame (in the kernel: depth of calls); the
 * return's handler begins by taking them back. Frames that an exception has ended leave theirs to whoever comes there next. A call that was under way when probing began has none, and its
 * return is passed over: what watches returns in the original was not put there at its entry either.
 * Semantics: SystemTap Language Reference, "Target variables"; stapprobes(3stap), @entry.
 */
#include <string.h>
#include "lang/stap/lower.h"
#include "lang/stap/resolve.h"

/* ---- nodes ---- */

static struct node *node_at(struct scope *sc, enum node_kind k, struct span at)
{
	struct node *n = arena_new_of(sc->s->arena, struct node);

	n->kind = k;
	n->span = n->at = at;
	n->depth = 1;
	return n;
}

static struct node *bound_name(struct scope *sc, struct sym *sym, struct span at)
{
	struct node *n = node_at(sc, N_NAME, at);

	n->name = sym->name;
	n->sym = sym;
	return n;
}

static struct node *local_name(struct scope *sc, const char *name, struct span at)
{
	struct node *n = node_at(sc, N_NAME, at);

	n->name = name;
	return n;
}

/* by which a call is known */
static struct node *call_key(struct scope *sc, struct span at)
{
	struct node *n;

	if (!sc->h->provider->entry_frames)
		return bound_name(sc, sc->h->nest, at);
	n = node_at(sc, N_CALL, at);
	n->name = arena_intern(sc->s->arena, "__frame", 7);
	return n;
}

static struct node *element(struct scope *sc, struct sym *array, struct span at)
{
	struct node *n = node_at(sc, N_INDEX, at);

	n->a = bound_name(sc, array, at);
	n->name = array->name;
	vec_push(sc->s->arena, &n->args, call_key(sc, at));
	return n;
}

/* frames: is this call among those that were entered; depth: is there one */
static struct node *under_way(struct scope *sc, struct span at)
{
	return sc->h->provider->entry_frames ? element(sc, sc->h->nest, at) : bound_name(sc, sc->h->nest, at);
}

static struct snode *stmt(struct scope *sc, enum snode_kind k, struct node *e)
{
	struct snode *st = arena_new_of(sc->s->arena, struct snode);

	st->kind = k;
	st->span = e->span;
	st->e = e;
	if (k == SN_EXPR)
		e->is_stmt = true;
	return st;
}

static struct snode *assign(struct scope *sc, struct node *to, struct node *value)
{
	struct node *n = node_at(sc, N_ASSIGN, value->span);

	n->op = TK_SET;
	n->a = to;
	n->b = value;
	return stmt(sc, SN_EXPR, n);
}

static struct snode *step(struct scope *sc, struct sym *sym, enum tok_kind op, struct span at)
{
	struct node *n = node_at(sc, N_STEP, at);

	n->op = op;
	n->a = bound_name(sc, sym, at);
	return stmt(sc, SN_EXPR, n);
}

static struct snode *enter(struct scope *sc, struct span at)
{
	struct node *one;

	if (!sc->h->provider->entry_frames)
		return step(sc, sc->h->nest, TK_INC, at);
	one = node_at(sc, N_NUM, at);
	one->num = 1;
	return assign(sc, element(sc, sc->h->nest, at), one);
}

static struct snode *leave(struct scope *sc, struct span at)
{
	if (!sc->h->provider->entry_frames)
		return step(sc, sc->h->nest, TK_DEC, at);
	return stmt(sc, SN_DELETE, element(sc, sc->h->nest, at));
}

/* ---- the handler at the entry ---- */

static struct sym *thread_sym(struct scope *sc, const char *name, struct span at)
{
	struct sym *sym = scope_new_sym(sc->s, arena_intern(sc->s->arena, name, strlen(name)), at);

	sym->is_global = true;
	sym->decl = arena_new_of(sc->s->arena, struct global_decl);
	*sym->decl = (struct global_decl){ .name = sym->name, .span = at, .is_private = true, .thread = true,
					   .wrap = sc->h->provider->entry_frames,	/* calls that an exception ended */
					   .sym = sym };
	vec_push(sc->s->arena, &sc->s->globals, sym);
	return sym;
}

struct entries { struct handler *entry; const struct handler *of; };

/* of all that the point names, those whose return the handler is for */
static int keep_probe(struct probe *p, void *ctx)
{
	const struct entries *f = ctx;

	for (size_t i = 0; i < f->of->probes.n; i++) {
		const struct probe *q = f->of->probes.v[i];

		if (strcmp(p->func, q->func) || strcmp(p->mod, q->mod))
			continue;
		vec_push(f->entry->arena, &f->entry->probes, p);
		break;
	}
	return 0;
}

/* the point without its ".return" and what follows it */
static void match_entry(struct sema *s, const struct handler *h, struct handler *entry)
{
	struct world *w = s->c->world;
	struct point pt = { .span = h->written->span };
	const struct point_form *form = NULL;

	for (size_t i = 0; h->point && i < h->point->comps.n; i++) {
		if (!strcmp(h->point->comps.v[i].name, "return"))
			break;
		vec_push(s->arena, &pt.comps, h->point->comps.v[i]);
	}
	const struct provider *pr = world_form(w, pt.comps.v, pt.comps.n, &form);
	struct entries found = { entry, h };
	struct probe_desc d = { .prov = "", .mod = "", .func = "", .name = "", .span = pt.span, .form = form,
				.comps = pt.comps.v, .ncomps = pt.comps.n, .text = point_str(s->arena, &pt) };

	entry->provider = pr;
	if (pr && pr->match)
		provider_match(w, pr, &d, keep_probe, &found);
}

/* the entry as far as its types are asked for; without probes when there is none */
static struct handler *look_up(struct scope *sc)
{
	struct handler *h = sc->h, *e = h->entry;

	if (e)
		return e;
	e = h->entry = arena_new_of(sc->s->arena, struct handler);
	e->arena = sc->s->arena;
	e->decl = h->decl;
	e->written = h->written;
	e->spelling = h->spelling;
	match_entry(sc->s, h, e);
	return e;
}

/* ... with a handler that is going to run */
static struct handler *entry_of(struct scope *sc, struct node *n)
{
	struct handler *h = sc->h, *e = look_up(sc);

	if (h->nest)
		return e;
	if (!e->probes.n) {
		sem_error(sc->s, n->span, ERR_STAP_POINT, "no probe at the entry that belongs to %s", h->spelling);
		n->bad = true;
		return e;
	}
	for (size_t i = 0; i < h->conds.n; i++) {
		struct piece p = { h->conds.v[i].file, snode_clone(sc->s->arena, h->conds.v[i].body), false };

		vec_push(sc->s->arena, &e->conds, p);
	}
	struct piece first = { sc->file, NULL, false };

	h->nest = thread_sym(sc, arena_printf(sc->s->arena, "entry.%u", ++sc->s->nentries), n->span);
	first.body = enter(sc, n->span);
	vec_push(sc->s->arena, &e->pieces, first);
	vec_push(sc->s->arena, &sc->s->handlers, e);
	return e;
}

/* the local that has the value of an expression as it was; one for equal expressions */
static const char *saved(struct scope *sc, struct node *value)
{
	struct handler *h = sc->h, *e = entry_of(sc, value);
	struct buf text = BUF_INIT;

	node_print(value, &text);
	const char *words = arena_intern(sc->s->arena, buf_str(&text), text.len);

	buf_fini(&text);
	for (size_t i = 0; i < h->saves.n; i++)
		if (h->saves.v[i].text == words && h->saves.v[i].file == sc->file)
			return h->saves.v[i].local;
	const char *name = arena_printf(sc->s->arena, "entry.%zu", h->saves.n + 1);
	struct save save = { .text = words, .file = sc->file, .at = value->span };

	save.local = arena_intern(sc->s->arena, name, strlen(name));
	if (h->nest) {
		struct piece p = { sc->file, NULL, false };

		save.kept = thread_sym(sc, arena_printf(sc->s->arena, "%s.%zu", h->nest->name, h->saves.n + 1),
				       value->span);
		p.body = assign(sc, element(sc, save.kept, value->span), node_clone(sc->s->arena, value));
		vec_push(sc->s->arena, &e->pieces, p);
	}
	vec_push(sc->s->arena, &h->saves, save);
	return save.local;
}

static struct snode *next_unless(struct scope *sc, struct node *value, struct span at)
{
	struct node *none = node_at(sc, N_UNARY, at);
	struct snode *st, *next = arena_new_of(sc->s->arena, struct snode);

	none->op = TK_NOT;
	none->a = value;
	st = stmt(sc, SN_IF, none);
	next->kind = SN_NEXT;
	next->span = at;
	st->body = next;
	return st;
}

/* a return's handler begins with this */
struct snode *entry_taken_back(struct scope *sc)
{
	struct handler *h = sc->h;
	struct snode *b = arena_new_of(sc->s->arena, struct snode);
	struct span at = h->nest->span;

	b->kind = SN_BLOCK;
	b->span = at;
	vec_push(sc->s->arena, &b->list, next_unless(sc, under_way(sc, at), at));
	for (size_t i = 0; i < h->saves.n; i++) {
		const struct save *v = &h->saves.v[i];

		vec_push(sc->s->arena, &b->list, assign(sc, local_name(sc, v->local, v->at),
							element(sc, v->kept, v->at)));
		vec_push(sc->s->arena, &b->list, stmt(sc, SN_DELETE, element(sc, v->kept, v->at)));
	}
	vec_push(sc->s->arena, &b->list, leave(sc, at));
	return b;
}

static bool in_return(const struct scope *sc)
{
	return sc->h && sc->h->probes.n && sc->h->probes.v[0]->is_return;
}

static void replace(struct scope *sc, struct node *n, struct node *value)
{
	const char *name = saved(sc, value);
	const struct type *t = sc->h->entry->probes.n ? pointer_type(sc->s, sc->h->entry, value) : NULL;
	struct node *local = local_name(sc, name, n->span);

	local->is_stmt = n->is_stmt;
	*n = *local;
	n->sym = scope_lookup(sc, name, n->span);
	n->sym->ctype = t;
	scope_mark(sc, n->sym, READ, n->span);
}

struct handler *entry_context(struct scope *sc, const struct node *n)
{
	bool result = n->kind == N_TARGET && (!strcmp(n->name, "$return") || !strncmp(n->name, "$$return", 8));

	if (!in_return(sc) || result || !sc->h->provider->entry_values)
		return sc->ctx;
	/* $$vars of many system calls: a handler for each would be too many */
	if (n->kind == N_TARGET && n->name[1] == '$' && sc->h->probes.n > 1 && sc->h->provider->script_args)
		return sc->ctx;
	struct handler *e = look_up(sc);

	return e->probes.n ? e : sc->ctx;
}

static const struct node *root_of(const struct node *n)
{
	while (n->kind == N_MEMBER || n->kind == N_SUBSCRIPT || n->kind == N_ADDR) {
		if (n->kind == N_SUBSCRIPT && n->b->kind != N_NUM)
			return NULL;
		n = n->a;
	}
	return n;
}

/* by the script itself, not for its $$vars */
static bool is_written(const struct node *n)
{
	size_t len = strlen(n->name);

	return n->at.src && n->at.src->len - n->at.start >= len && !memcmp(n->at.src->text + n->at.start, n->name, len);
}

bool resolve_entry_target(struct scope *sc, struct node *n)
{
	const struct node *root = root_of(n);

	if (!in_return(sc) || !root || root->kind != N_TARGET || !strcmp(root->name, "$return") ||
	    !sc->h->provider->entry_values)
		return false;
	if (!sc->file->library && is_written(root))
		diag_warn(sc->s->c->diag, root->at, "confusing usage, value is captured as @entry(%s) in .return probe",
			  root->name);
	replace(sc, n, arena_dup(sc->s->arena, n, sizeof(*n)));
	return true;
}

void resolve_entry(struct scope *sc, struct node *n)
{
	if (!in_return(sc)) {
		sem_error(sc->s, n->span, ERR_STAP_CONTEXT, "@entry is only valid in .return probes");
		n->bad = true;
		return;
	}
	replace(sc, n, n->args.v[0]);
}
