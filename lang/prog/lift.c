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
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct lift {
	struct prog   *prog;
	struct effects x;
	size_t	       nfuncs;		/* before any was copied */
	struct func  **copies;		/* by id: what runs in user space instead; an outlined one is its own */
	struct lifted  *lifted;		/* by id, of those that run there */
	VEC(struct expr *) items;	/* the values: each once */
};

/* a function of user space */
struct lifted {
	bool	      in;
	struct var  **given;		/* by item: the parameter that has it */
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

static bool is_value(const struct type *t)
{
	t = type_strip(t);
	return type_is_scalar(t) || type_is_string(t) || t->kind == TY_STACK || t->kind == TY_SYMADDR ||
	       t->kind == TY_USYMADDR;
}

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
	if (!is_value(e->type))
		return false;
	struct effect *own = effect_new(&l->x, f->locals.n);

	effect_of_expr(&l->x, e, own);
	bool closed = (own->needs & NEEDS_PLACE) && !(own->needs & (NEEDS_USER | NEEDS_STATE));

	for (size_t i = 0; closed && i < own->nlocals; i++)
		closed = !own->locals[i];
	for (size_t i = 0; closed && i < l->prog->vars.n; i++)
		closed = !own->globals[i];
	return closed;
}

static size_t item_of(struct lift *l, struct expr *e)
{
	bool plain = e->kind == E_CALL && !e->args.n;

	for (size_t i = 0; plain && i < l->items.n; i++)
		if (l->items.v[i]->kind == E_CALL && !l->items.v[i]->args.n && l->items.v[i]->builtin == e->builtin)
			return i;
	vec_push(l->prog->arena, &l->items, expr_copy(l->prog->arena, e));
	return l->items.n - 1;
}

/* the parameter of f that has it */
static struct var *given(struct lift *l, struct func *f, size_t item)
{
	struct lifted *w = lifted_of(l, f);
	struct arena *a = l->prog->arena;

	if (item >= w->ngiven) {
		struct var **more = arena_array(a, struct var *, item + 16);

		for (size_t i = 0; i < w->ngiven; i++)
			more[i] = w->given[i];
		w->given = more;
		w->ngiven = item + 16;
	}
	if (!w->given[item]) {
		struct var *v = prog_var(l->prog, "", V_LOCAL, l->items.v[item]->type, f->span);

		v->hidden = true;
		v->id = ~0u;		/* until all are known */
		vec_push(a, &f->params, v);
		w->given[item] = v;
	}
	return w->given[item];
}

static bool has(const struct lifted *w, size_t item)
{
	return item < w->ngiven && w->given[item];
}

static struct expr *var_expr(struct prog *p, struct var *v, struct span at)
{
	struct expr *e = prog_expr(p, E_VAR, v->type, at);

	e->var = v;
	return e;
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
	*e = *var_expr(in->l->prog, given(in->l, in->f, item_of(in->l, e)), e->span);
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
			if (has(callee, k) && callee->given[k] == e->func->params.v[i])
				vec_push(in->l->prog->arena, &e->args,
					 var_expr(in->l->prog, given(in->l, in->f, k), e->span));
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

/* a handler's part is deferred: what it is given is made there. What may fault is 0 then */
struct handler {
	struct lift *l;
	struct clause *clause;		/* or */
	struct func *func;
};

static struct expr *made(struct handler *h, struct expr *item, struct block *before)
{
	struct prog *p = h->l->prog;
	struct effect *own = effect_new(&h->l->x, 0);
	struct expr *e = expr_copy(p->arena, item);

	effect_of_expr(&h->l->x, e, own);
	if (!own->faults)
		return e;
	struct var *v = prog_var(p, "", V_LOCAL, e->type, e->span);
	struct stmt *try = prog_stmt(p, S_TRY, e->span), *set = prog_stmt(p, S_SET, e->span);

	v->hidden = true;
	v->id = (unsigned)(h->clause ? h->clause->locals.n : h->func->locals.n);
	if (h->clause)
		vec_push(p->arena, &h->clause->locals, v);
	else
		vec_push(p->arena, &h->func->locals, v);
	set->to = var_expr(p, v, e->span);
	set->value = e;
	try->body = prog_block(p);
	try->other = prog_block(p);
	prog_add(p, try->body, set);
	prog_add(p, before, try);
	return var_expr(p, v, e->span);
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
				if (has(w, n) && w->given[n] == call->func->params.v[k])
					vec_push(l->prog->arena, &call->args, made(h, l->items.v[n], &now));
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
