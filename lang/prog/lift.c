/*
 * lift.c - functions that user space runs for a handler of the kernel are given what only the firing can tell
 *
 * outline.c makes such values (execname(), tid(), the time) before it defers a part. The script functions
 * that the part calls ask for them, too, when they run: by then the current process is the tracer. So each
 * of them is copied for user space, and the copy, like all that call it, has the values as more
 * parameters, which the handler that defers the part hands over.
 *
 * What such a function makes of its own arguments cannot be known beforehand, and stays where it is.
 */
#include <string.h>
#include "lang/builtin/builtin.h"
#include "lang/prog/carry.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct item {			/* a value that only the firing can tell */
	struct expr	  *made;
	const struct type *told;	/* of the text of its fault; NULL: it cannot fault */
};

struct lift {
	struct prog   *prog;
	struct effects x;
	size_t	       nfuncs;		/* before any was copied */
	struct func  **copies;		/* by id: what runs in user space instead; an outlined one is its own */
	struct lifted  *lifted;		/* by id, of those that run there */
	VEC(struct item) items;		/* each once */
};

/* a function of user space */
struct lifted {
	bool	      in;
	struct carried *given;		/* by item: the parameters that have it */
	size_t	      ngiven;
	size_t	      nparams;		/* before any was added */
};

static struct lifted *lifted_of(struct lift *l, const struct func *f)
{
	return f->id < l->prog->funcs.n && l->lifted[f->id].in ? &l->lifted[f->id] : NULL;
}

/* ---- copies ---- */

struct rename {
	const struct func *from, *to;
};

static void rename_var(const struct rename *r, struct var **v)
{
	if (*v && (*v)->storage == V_LOCAL && (*v)->id < r->from->locals.n && r->from->locals.v[(*v)->id] == *v)
		*v = r->to->locals.v[(*v)->id];
}

static bool rename_expr(struct expr *e, void *r)
{
	rename_var(r, &e->var);
	return true;
}

static bool rename_stmt(struct stmt *s, void *r)
{
	rename_var(r, &s->catch_var);
	for (size_t i = 0; s->fe && i < s->fe->keys.n; i++)
		rename_var(r, &s->fe->keys.v[i]);
	if (s->fe)
		rename_var(r, &s->fe->value);
	return true;
}

static struct func *func_copy(struct prog *p, const struct func *f)
{
	struct func *n = arena_dup(p->arena, f, sizeof(*f));

	n->id = (unsigned)p->funcs.n;
	memset(&n->params, 0, sizeof(n->params));
	memset(&n->locals, 0, sizeof(n->locals));
	for (size_t i = 0; i < f->locals.n; i++) {
		vec_push(p->arena, &n->locals, arena_dup(p->arena, f->locals.v[i], sizeof(struct var)));
		if (i < f->params.n)
			vec_push(p->arena, &n->params, n->locals.v[i]);
	}
	n->body = block_copy(p->arena, f->body);
	block_walk(n->body, rename_stmt, rename_expr, &(struct rename){ f, n });
	vec_push(p->arena, &p->funcs, n);
	return n;
}

/* ---- what is given ---- */

/* known at the firing, whatever the function does */
static bool is_item(struct lift *l, const struct func *f, struct expr *e)
{
	switch (e->kind) {
	case E_CALL: case E_FCALL: case E_CTX: case E_LOAD: case E_MEMBER: case E_INDEX: case E_ADDR: case E_CAST:
		break;
	case E_CONST: case E_STR: case E_VAR: case E_ELEM: case E_IN: case E_VARREF: case E_AGGREAD: case E_UNARY:
	case E_BINARY: case E_COND: case E_SEQ:
		return false;
	}
	if (!carry_can(e->type))
		return false;
	struct effect *own = effect_new(&l->x, f->locals.n);

	effect_of_expr(&l->x, e, own);
	bool closed = (own->needs & NEEDS_PLACE) && !(own->needs & (NEEDS_USER | NEEDS_STATE | NEEDS_TOKENS));

	/* what prints does so when it is called, if that can be */
	closed &= !own->acts || own->needs & (NEEDS_KERNEL | NEEDS_MEMORY);

	for (size_t i = 0; closed && i < own->nlocals; i++)
		closed = !own->locals[i];
	for (size_t i = 0; closed && i < l->prog->vars.n; i++)
		closed = !own->globals[i];
	return closed;
}

static size_t item_of(struct lift *l, struct expr *e)
{
	bool plain = e->kind == E_CALL && !e->args.n;
	struct effect *own = effect_new(&l->x, 0);

	for (size_t i = 0; plain && i < l->items.n; i++) {
		const struct expr *made = l->items.v[i].made;

		if (made->kind == E_CALL && !made->args.n && made->builtin == e->builtin)
			return i;
	}
	struct item item = { .made = expr_copy(l->prog->arena, e) };

	effect_of_expr(&l->x, item.made, own);
	if (own->faults || own->ends)
		item.told = carry_told_type(l->prog, own->ends);
	vec_push(l->prog->arena, &l->items, item);
	return l->items.n - 1;
}

static struct var *add_param(struct lift *l, struct func *f, const struct type *t)
{
	struct var *v = carry_var(l->prog, t, f->span);

	v->id = ~0u;		/* until all are known */
	vec_push(l->prog->arena, &f->params, v);
	return v;
}

/* the parameters of f that have it: one behind the other */
static const struct carried *given(struct lift *l, struct func *f, size_t item)
{
	struct lifted *w = lifted_of(l, f);
	const struct item *of = &l->items.v[item];

	if (item >= w->ngiven) {
		struct carried *more = arena_array(l->prog->arena, struct carried, item + 16);

		for (size_t i = 0; i < w->ngiven; i++)
			more[i] = w->given[i];
		w->given = more;
		w->ngiven = item + 16;
	}
	if (!w->given[item].value) {
		w->given[item].value = add_param(l, f, of->made->type);
		if (of->told)
			w->given[item].told = add_param(l, f, of->told);
	}
	return &w->given[item];
}

static bool has(const struct lifted *w, size_t item)
{
	return item < w->ngiven && w->given[item].value;
}

static void add_args(struct lift *l, struct expr *call, const struct carried *from)
{
	vec_push(l->prog->arena, &call->args, carry_read_var(l->prog, from->value, call->span));
	if (from->told)
		vec_push(l->prog->arena, &call->args, carry_read_var(l->prog, from->told, call->span));
}

struct in_func {
	struct lift *l;
	struct func *f;
	bool	     more;
};

static bool take_item(struct expr *e, void *ctx)
{
	struct in_func *in = ctx;

	if (!is_item(in->l, in->f, e))
		return true;
	*e = *carry_read(in->l->prog, given(in->l, in->f, item_of(in->l, e)), e);
	return false;
}

/* ---- which functions ---- */

/* does it, or what it calls, ask for anything that is known at the firing only */
static bool asks(struct lift *l, const struct func *f)
{
	struct effect *own = effect_new(&l->x, 0);

	effect_of_block(&l->x, f->body, own);
	return own->needs & NEEDS_PLACE;
}

static bool copy_called(struct expr *e, void *ctx);

/* it runs in user space: what it asks of the firing is given, what it calls is there, too */
static void take_over(struct lift *l, struct func *f)
{
	l->lifted[f->id] = (struct lifted){ .in = true, .nparams = f->params.n };
	block_walk(f->body, NULL, take_item, &(struct in_func){ .l = l, .f = f });
	block_walk(f->body, NULL, copy_called, l);
}

static bool copy_called(struct expr *e, void *ctx)
{
	struct lift *l = ctx;
	struct func *f = e->kind == E_FCALL ? e->func : NULL;

	if (!f || f->id >= l->nfuncs || (!f->outlined && !asks(l, f)))
		return true;
	if (!l->copies[f->id]) {
		l->copies[f->id] = func_copy(l->prog, f);
		take_over(l, l->copies[f->id]);
	}
	e->func = l->copies[f->id];
	return true;
}

/* what those need that are called */
static bool take_callees(struct expr *e, void *ctx)
{
	struct in_func *in = ctx;
	struct lifted *callee = e->kind == E_FCALL ? lifted_of(in->l, e->func) : NULL, *own = lifted_of(in->l, in->f);

	for (size_t i = 0; callee && i < in->l->items.n; i++)
		if (has(callee, i) && !has(own, i)) {
			given(in->l, in->f, i);
			in->more = true;
		}
	return true;
}

/* ---- handing over ---- */

static bool pass_on(struct expr *e, void *ctx)
{
	struct in_func *in = ctx;
	struct lifted *callee = e->kind == E_FCALL ? lifted_of(in->l, e->func) : NULL;
	size_t from = callee ? callee->nparams : 0;

	for (size_t i = from; callee && i < e->func->params.n; i++)
		for (size_t k = 0; k < in->l->items.n; k++)
			if (has(callee, k) && callee->given[k].value == e->func->params.v[i])
				add_args(in->l, e, given(in->l, in->f, k));
	return true;
}

/* parameters come first of all locals */
static void renumber(struct lift *l, struct func *f)
{
	struct func old = *f;

	memset(&f->locals, 0, sizeof(f->locals));
	for (size_t i = 0; i < f->params.n; i++)
		vec_push(l->prog->arena, &f->locals, f->params.v[i]);
	for (size_t i = lifted_of(l, f)->nparams; i < old.locals.n; i++)
		vec_push(l->prog->arena, &f->locals, old.locals.v[i]);
	for (size_t i = 0; i < f->locals.n; i++)
		f->locals.v[i]->id = (unsigned)i;
}

/* a handler's part is deferred: what it is given is made there */
struct handler {
	struct lift *l;
	struct clause *clause;		/* or */
	struct func *func;
};

static struct var *own_local(struct handler *h, const struct type *t, struct span at)
{
	struct var *v = carry_var(h->l->prog, t, at);

	v->id = (unsigned)(h->clause ? h->clause->locals.n : h->func->locals.n);
	if (h->clause)
		vec_push(h->l->prog->arena, &h->clause->locals, v);
	else
		vec_push(h->l->prog->arena, &h->func->locals, v);
	return v;
}

static void make_arg(struct handler *h, struct expr *call, const struct item *item, struct block *before)
{
	struct prog *p = h->l->prog;
	struct expr *made = expr_copy(p->arena, item->made);
	struct carried at;

	if (!item->told) {
		vec_push(p->arena, &call->args, made);
		return;
	}
	at.value = own_local(h, made->type, made->span);
	at.told = own_local(h, item->told, made->span);
	carry_make(p, before, &at, made);
	add_args(h->l, call, &at);
}

static void hand_over(struct handler *h, struct block *b)
{
	struct lift *l = h->l;
	struct block old = *b, now = { 0 };

	for (size_t i = 0; i < old.stmts.n; i++) {
		struct stmt *s = old.stmts.v[i];
		struct expr *call = s->kind == S_DO && s->value->kind == E_FCALL ? s->value : NULL;
		struct lifted *w = call ? lifted_of(l, call->func) : NULL;
		struct block *in[3];

		for (size_t k = w ? w->nparams : 0; w && k < call->func->params.n; k++)
			for (size_t n = 0; n < l->items.n; n++)
				if (has(w, n) && w->given[n].value == call->func->params.v[k])
					make_arg(h, call, &l->items.v[n], &now);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++)
			hand_over(h, in[k]);
		prog_add(l->prog, &now, s);
	}
	*b = now;
}

static void hand_all_over(struct lift *l)
{
	struct prog *p = l->prog;
	bool more = true;

	while (more) {
		more = false;
		for (size_t i = 0; i < p->funcs.n; i++) {
			struct in_func in = { .l = l, .f = p->funcs.v[i] };

			if (l->lifted[i].in)
				block_walk(in.f->body, NULL, take_callees, &in);
			more |= in.more;
		}
	}
	for (size_t i = 0; i < p->funcs.n; i++) {
		if (l->lifted[i].in)
			block_walk(p->funcs.v[i]->body, NULL, pass_on, &(struct in_func){ .l = l, .f = p->funcs.v[i] });
		else
			hand_over(&(struct handler){ .l = l, .func = p->funcs.v[i] }, p->funcs.v[i]->body);
	}
	for (size_t i = 0; i < p->clauses.n; i++)
		hand_over(&(struct handler){ .l = l, .clause = p->clauses.v[i] }, p->clauses.v[i]->body);
	for (size_t i = 0; i < p->funcs.n; i++)
		if (l->lifted[i].in)
			renumber(l, p->funcs.v[i]);
}

void prog_lift(struct prog *p)
{
	struct lift l = { .prog = p, .nfuncs = p->funcs.n };

	effects_init(&l.x, p);
	l.copies = arena_array(p->arena, struct func *, l.nfuncs + 1);
	l.lifted = arena_array(p->arena, struct lifted, 2 * l.nfuncs + 1);
	for (size_t i = 0; i < l.nfuncs; i++)
		if (p->funcs.v[i]->outlined)
			l.copies[i] = p->funcs.v[i];
	for (size_t i = 0; i < l.nfuncs; i++)
		if (p->funcs.v[i]->outlined)
			take_over(&l, p->funcs.v[i]);
	hand_all_over(&l);
}
