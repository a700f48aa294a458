/*
 * outline.c - statements of kernel handlers that need user space become functions that are deferred
 *
 * Names of user symbols as values, a histogram's buckets by their counts: what a kernel handler has of these is
 * cut out as a function without result, and its call is deferred like any action. What the function
 * reads of the handler comes with the call: locals, and values that only the kernel or the moment can
 * give ($x, execname(), the time), which are made before the call.
 *
 * How much is cut out: the statement, and those behind it up to the last one that it shares data with
 * (a delete of the array that is walked has to come after the walk). A part that gives something back,
 * or that a jump leaves, is cut out with all that follows, at last with the rest of the handler.
 */
#include "lang/builtin/builtin.h"
#include "lang/prog/carry.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct outline {
	struct prog *prog;
	struct effects x;
	struct clause *clause;		/* being worked on, or */
	struct func *func;
	struct effect *whole;		/* of all its statements */
	bool doing;			/* false: only find out whether it can be done */
};

/* what surrounds a block */
struct around {
	const struct effect *after;	/* all that runs behind it, or again */
	bool top;			/* the handler's own body: the rest of it may be cut out */
	bool in_loop;
};

static size_t nlocals(const struct outline *o)
{
	return o->clause ? o->clause->locals.n : o->func->locals.n;
}

static struct effect *effect_of(struct outline *o, const struct block *b, size_t from, size_t to)
{
	struct effect *e = effect_new(&o->x, nlocals(o));

	for (size_t i = from; i < to; i++)
		effect_of_stmt(&o->x, b->stmts.v[i], e);
	return e;
}

/* ---- how much has to come along ---- */

enum { SHARED = NEEDS_STATE | NEEDS_TOKENS };
enum { STORES = EFFECT_UPDATES | EFFECT_WRITES | EFFECT_BINDS };

/* b runs in the kernel before a, which stood in front of it, runs in user space: does that matter */
static bool clash(const struct outline *o, const struct effect *a, const struct effect *b)
{
	if (a->needs & b->needs & SHARED)
		return true;
	for (size_t i = 0; i < o->prog->vars.n; i++)
		if (!o->prog->vars.v[i]->of_firing &&
		    ((a->globals[i] & STORES && b->globals[i]) || (a->globals[i] && b->globals[i] & STORES)))
			return true;
	for (size_t i = 0; i < a->nlocals; i++)
		if (a->locals[i] & STORES && b->locals[i] & EFFECT_READS)
			return true;
	return false;
}

/* the same farther away: counting on in the kernel meanwhile does no harm */
static bool clash_after(const struct outline *o, const struct effect *a, const struct effect *after)
{
	if (a->needs & after->needs & SHARED)
		return true;
	for (size_t i = 0; i < o->prog->vars.n; i++)
		if (!o->prog->vars.v[i]->of_firing &&
		    ((a->globals[i] & EFFECT_WRITES && after->globals[i] & (EFFECT_READS | EFFECT_WRITES)) ||
		     (a->globals[i] && after->globals[i] & EFFECT_WRITES)))
			return true;
	for (size_t i = 0; i < a->nlocals; i++)
		if (a->locals[i] & STORES && after->locals[i] & EFFECT_READS)
			return true;
	return false;
}

/* index behind the last statement that the one at k takes along */
static size_t part_end(struct outline *o, const struct block *b, size_t k)
{
	size_t end = k + 1;

	for (bool more = true; more;) {
		struct effect *part = effect_of(o, b, k, end);

		more = false;
		if (part->escapes || part->ends)
			return b->stmts.n;
		for (size_t i = end; i < b->stmts.n; i++)
			if (clash(o, part, effect_of(o, b, i, i + 1))) {
				end = i + 1;
				more = true;
			}
	}
	return end;
}

static bool is_closed(const struct outline *o, const struct effect *part, const struct around *in)
{
	if (in->top)
		return true;
	if (part->escapes || part->ends || clash_after(o, part, in->after))
		return false;
	for (size_t i = 0; in->in_loop && i < part->nlocals; i++)
		if (part->locals[i] & EFFECT_WRITES)
			return false;
	return true;
}

/* ---- values that are made before the call ---- */

struct cut {
	struct outline *o;
	struct func *fn;
	struct effect *part;
	struct expr *call;		/* of fn */
	struct block *before;		/* statements in front of it */
	const struct expr *to;		/* what the statement being looked at assigns */
	struct var **moved;		/* by id: the function's variable that stands for a local */
	struct expr **known;		/* by id: what a local was set to before what is looked at, in locals'
					   first values and what the firing gives; NULL: not known */
};

static struct var *own_local(struct outline *o, const struct type *t, struct span at)
{
	struct var *v = carry_var(o->prog, t, at);

	v->id = (unsigned)nlocals(o);
	if (o->clause)
		vec_push(o->prog->arena, &o->clause->locals, v);
	else
		vec_push(o->prog->arena, &o->func->locals, v);
	return v;
}

static struct var *add_param(struct cut *c, const struct type *t, const char *name, struct span at)
{
	struct var *v = carry_var(c->o->prog, t, at);

	v->name = name;
	v->id = ~0u;		/* until all are known: not one of the handler's */
	v->hidden = !name[0];
	vec_push(c->o->prog->arena, &c->fn->locals, v);
	vec_push(c->o->prog->arena, &c->fn->params, v);
	return v;
}

/* nothing in it depends on what the function does */
static bool is_free(const struct cut *c, const struct effect *e)
{
	for (size_t i = 0; i < e->nlocals && i < c->part->nlocals; i++)
		if (e->locals[i] && c->part->locals[i] & STORES)
			return false;
	for (size_t i = 0; i < c->o->prog->vars.n; i++)
		if (e->globals[i] & ~EFFECT_READS)
			return false;
	return true;
}

static bool no_globals(const struct cut *c, const struct effect *e)
{
	for (size_t i = 0; i < c->o->prog->vars.n; i++)
		if (e->globals[i])
			return false;
	return true;
}

static bool put_known(struct expr *e, void *ctx)
{
	const struct cut *c = ctx;
	const struct expr *v = e->kind == E_VAR && e->var->storage == V_LOCAL && e->var->id < c->part->nlocals ?
			       c->known[e->var->id] : NULL;

	if (!v)
		return true;
	*e = *expr_copy(c->o->prog->arena, v);
	return false;
}

/* the same made of what locals were set to: `p = $x` and then user_string(p); NULL: that cannot be told */
static struct expr *in_known(struct cut *c, const struct expr *e)
{
	struct expr *made = expr_copy(c->o->prog->arena, e);
	struct effect *own = effect_new(&c->o->x, nlocals(c->o));

	expr_walk(made, put_known, c);
	effect_of_expr(&c->o->x, made, own);
	return is_free(c, own) && !(own->needs & (NEEDS_USER | NEEDS_TOKENS)) ? made : NULL;
}

/* e, which the call hands over as made, is a parameter of the function then */
static void hand_over(struct cut *c, struct expr *e, struct expr *made)
{
	struct prog *p = c->o->prog;
	struct effect *own = effect_new(&c->o->x, nlocals(c->o));
	struct carried in = { .value = add_param(c, e->type, "", e->span) }, at;

	effect_of_expr(&c->o->x, made, own);
	if (own->faults || own->ends) {
		in.told = add_param(c, carry_told_type(p, own->ends), "", e->span);
		at.value = own_local(c->o, e->type, e->span);
		at.told = own_local(c->o, in.told->type, e->span);
		carry_make(p, c->before, &at, made);
		made = carry_read_var(p, at.value, e->span);
	}
	vec_push(p->arena, &c->call->args, made);
	if (in.told)
		vec_push(p->arena, &c->call->args, carry_read_var(p, at.told, e->span));
	*e = *carry_read(p, &in, e);
}

/*
 * What is known at the moment of the firing only, is read then: $x, execname(), and globals as they
 * are now, if the function does not change them itself.
 */
static bool hoist(struct expr *e, void *ctx)
{
	struct cut *c = ctx;
	struct effect *own = effect_new(&c->o->x, nlocals(c->o));

	bool global = (e->kind == E_VAR || e->kind == E_ELEM || e->kind == E_AGGREAD || e->kind == E_IN) &&
		      e->var->storage == V_GLOBAL;

	if (e == c->to || e->kind == E_SEQ || e->kind == E_CONST || e->kind == E_STR ||
	    (e->kind == E_VAR && e->var->storage == V_LOCAL) ||
	    (global && (e->var->in_user || c->part->globals[e->var->id] & STORES)))
		return true;		/* the function's to read */
	effect_of_expr(&c->o->x, e, own);
	if (!global && !(own->needs & NEEDS_PLACE))
		return !no_globals(c, own);
	if ((e->kind == E_AGGREAD && own->faults) || (own->acts && !(own->needs & (NEEDS_KERNEL | NEEDS_MEMORY))))
		return true;		/* what prints does so when it is called, if that can be */
	if (own->needs & (NEEDS_USER | NEEDS_TOKENS) || !carry_can(e->type) || e->kind == E_BINARY ||
	    e->kind == E_UNARY || e->kind == E_COND)
		return true;
	struct expr *made = is_free(c, own) ? arena_dup(c->o->prog->arena, e, sizeof(*e)) : in_known(c, e);

	if (!made)
		return true;
	hand_over(c, e, made);
	return false;
}

static void hoist_direct(struct expr *e, void *c)
{
	expr_walk(e, hoist, c);
}

static void forget_stored(struct cut *c, const struct effect *e)
{
	for (size_t i = 0; i < e->nlocals && i < c->part->nlocals; i++)
		if (e->locals[i] & STORES)
			c->known[i] = NULL;
}

/* `v = value`, before hoist() replaces anything in value */
static struct expr *value_set(struct cut *c, const struct stmt *s)
{
	const struct expr *to = s->to;

	if (s->kind != S_SET || to->kind != E_VAR || to->var->storage != V_LOCAL || to->var->id >= c->part->nlocals ||
	    !type_same(to->type, s->value->type))
		return NULL;
	return in_known(c, s->value);
}

static void hoist_block(struct cut *c, struct block *b)
{
	for (size_t i = 0; b && i < b->stmts.n; i++) {
		struct stmt *s = b->stmts.v[i];
		struct effect *own = effect_new(&c->o->x, nlocals(c->o));
		struct block *in[3];

		effect_of_stmt(&c->o->x, s, own);

		struct expr *value = value_set(c, s);

		forget_stored(c, own);		/* of loops: what a later round sets, too */
		c->to = s->to;			/* an element that is assigned is not a value */
		stmt_exprs(s, hoist_direct, c);
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++) {
			hoist_block(c, in[k]);
			forget_stored(c, own);
		}
		if (value)
			c->known[s->to->var->id] = value;
	}
}

/* ---- locals ---- */

static void move_var(struct cut *c, struct var **v)
{
	if (*v && (*v)->storage == V_LOCAL && (*v)->id < c->part->nlocals && c->moved[(*v)->id])
		*v = c->moved[(*v)->id];
}

static bool move_expr(struct expr *e, void *ctx)
{
	move_var(ctx, &e->var);
	return true;
}

static bool move_stmt(struct stmt *s, void *ctx)
{
	move_var(ctx, &s->catch_var);
	if (!s->fe)
		return true;
	for (size_t i = 0; i < s->fe->keys.n; i++)
		move_var(ctx, &s->fe->keys.v[i]);
	move_var(ctx, &s->fe->value);
	return true;
}

static bool is_param(const struct outline *o, const struct var *v)
{
	for (size_t i = 0; o->func && i < o->func->params.n; i++)
		if (o->func->params.v[i] == v)
			return true;
	return false;
}

/* those that others name too, callers among them, are handed over; the rest is the function's alone */
static void move_locals(struct cut *c)
{
	struct outline *o = c->o;
	struct var *const *locals = o->clause ? o->clause->locals.v : o->func->locals.v;

	for (int shared = 1; shared >= 0; shared--)
		for (size_t i = 0; i < c->part->nlocals; i++) {
			struct var *v = locals[i];

			if (!c->part->refs[i] ||
			    (c->part->refs[i] < o->whole->refs[i] || is_param(o, v)) != shared)
				continue;
			if (shared) {
				c->moved[i] = add_param(c, v->type, v->name, v->span);
				c->moved[i]->hidden = v->hidden;
				vec_push(o->prog->arena, &c->call->args, carry_read_var(o->prog, v, c->call->span));
				continue;
			}
			c->moved[i] = arena_dup(o->prog->arena, v, sizeof(*v));
			vec_push(o->prog->arena, &c->fn->locals, c->moved[i]);
		}
}

/* ---- cutting ---- */

static struct func *new_func(struct outline *o, struct span at)
{
	struct func *fn = arena_new_of(o->prog->arena, struct func);
	unsigned n = 0;

	for (size_t i = 0; i < o->prog->funcs.n; i++)
		n += o->prog->funcs.v[i]->outlined;
	fn->name = arena_printf(o->prog->arena, "later.%u", n + 1);
	fn->id = (unsigned)o->prog->funcs.n;
	fn->span = at;
	fn->result = &type_void;
	fn->outlined = true;
	fn->body = prog_block(o->prog);
	return fn;
}

/* statements k .. end - 1 of b become a function; returns how many stand there now */
static size_t cut_out(struct outline *o, struct block *b, size_t k, size_t end)
{
	struct prog *p = o->prog;
	struct span at = b->stmts.v[k]->span;
	struct cut c = { .o = o, .fn = new_func(o, at), .part = effect_of(o, b, k, end),
			 .call = prog_expr(p, E_FCALL, &type_void, at), .before = prog_block(p) };
	struct block old = *b, now = { 0 };

	c.call->func = c.fn;
	c.moved = arena_array(p->arena, struct var *, c.part->nlocals + 1);
	c.known = arena_array(p->arena, struct expr *, c.part->nlocals + 1);
	for (size_t i = k; i < end; i++)
		prog_add(p, c.fn->body, old.stmts.v[i]);
	hoist_block(&c, c.fn->body);
	c.part = effect_of(o, c.fn->body, 0, c.fn->body->stmts.n);	/* what was hoisted names fewer */
	c.part->nlocals = o->whole->nlocals;
	move_locals(&c);
	block_walk(c.fn->body, move_stmt, move_expr, &c);
	for (size_t i = 0; i < c.fn->locals.n; i++)
		c.fn->locals.v[i]->id = (unsigned)i;
	vec_push(p->arena, &p->funcs, c.fn);

	struct stmt *s = prog_stmt(p, S_DO, at);

	s->value = c.call;
	for (size_t i = 0; i < k; i++)
		prog_add(p, &now, old.stmts.v[i]);
	for (size_t i = 0; i < c.before->stmts.n; i++)
		prog_add(p, &now, c.before->stmts.v[i]);
	prog_add(p, &now, s);
	for (size_t i = end; i < old.stmts.n; i++)
		prog_add(p, &now, old.stmts.v[i]);
	*b = now;
	return c.before->stmts.n + 1;
}

static bool outline_block(struct outline *o, struct block *b, const struct around *in);

static bool needs_user(struct outline *o, struct expr *e)
{
	struct effect *own = effect_new(&o->x, nlocals(o));

	effect_of_expr(&o->x, e, own);
	return own->needs & NEEDS_USER;
}

/* can the need of a statement be met inside its blocks */
static bool outline_inside(struct outline *o, struct block *b, size_t k, const struct around *in)
{
	struct stmt *s = b->stmts.v[k];
	struct effect *after = effect_new(&o->x, nlocals(o));
	struct around sub = { .after = after, .in_loop = in->in_loop || s->kind == S_LOOP };
	struct block *blocks[3];

	if ((s->kind != S_IF && s->kind != S_BLOCK && s->kind != S_LOOP) || (s->cond && needs_user(o, s->cond)) ||
	    loop_is_too_deep(s))
		return false;
	effect_add(&o->x, after, in->after);
	effect_add(&o->x, after, effect_of(o, b, k + 1, b->stmts.n));
	if (s->kind == S_LOOP) {
		effect_of_expr(&o->x, s->cond, after);
		effect_of_block(&o->x, s->step, after);
	}
	for (unsigned i = 0, n = stmt_blocks(s, blocks); i < n; i++)
		if (!outline_block(o, blocks[i], &sub))
			return false;
	return true;
}

/* false: it gives something back to what is around it, and nothing was changed */
static bool outline_block(struct outline *o, struct block *b, const struct around *in)
{
	for (size_t k = 0; k < b->stmts.n; k++) {
		if (!(effect_of(o, b, k, k + 1)->needs & NEEDS_USER))
			continue;
		bool doing = o->doing;

		o->doing = false;
		bool inside = outline_inside(o, b, k, in);

		o->doing = doing;
		if (inside) {
			if (doing)
				outline_inside(o, b, k, in);
			continue;
		}
		size_t end = part_end(o, b, k);
		struct effect *part = effect_of(o, b, k, end);

		if (in->in_loop) {	/* the other rounds' statements come behind it, too */
			struct effect *rest = effect_of(o, b, 0, k);

			effect_add(&o->x, rest, in->after);
			if (!is_closed(o, part, &(struct around){ .after = rest, .in_loop = true }))
				return false;
		} else if (!is_closed(o, part, in)) {
			return false;
		}
		if (!o->doing) {
			k = end - 1;
			continue;
		}
		k += cut_out(o, b, k, end) - 1;
	}
	return true;
}

/* a guard that needs user space is an `if` around it all */
static void guard_to_if(struct outline *o, struct clause *c)
{
	struct stmt *s;

	if (!c->guard || !needs_user(o, c->guard))
		return;
	s = prog_stmt(o->prog, S_IF, c->guard->span);
	s->cond = c->guard;
	s->body = c->body;
	c->guard = NULL;
	c->body = prog_block(o->prog);
	prog_add(o->prog, c->body, s);
}

static void outline_body(struct outline *o, struct block *body, bool top)
{
	struct effect *none = effect_new(&o->x, nlocals(o));

	o->whole = effect_of(o, body, 0, body->stmts.n);
	if (o->whole->needs & NEEDS_TOKENS) {	/* what one call leaves the next one goes on with: all in one place */
		effects_init(&o->x, o->prog);
		o->x.tokens_in_user = true;
		o->whole = effect_of(o, body, 0, body->stmts.n);
	}
	o->doing = false;
	if (!outline_block(o, body, &(struct around){ .after = none, .top = top }))
		return;
	o->doing = true;
	outline_block(o, body, &(struct around){ .after = none, .top = top });
}

/* functions that need both: each part of them where it belongs */
static void outline_funcs(struct prog *p)
{
	size_t n = p->funcs.n;

	for (size_t i = 0; i < n; i++) {
		struct outline o = { .prog = p, .func = p->funcs.v[i] };

		effects_init(&o.x, p);
		unsigned needs = effect_of(&o, o.func->body, 0, o.func->body->stmts.n)->needs;

		if (needs & NEEDS_USER && needs & NEEDS_PLACE)
			outline_body(&o, o.func->body, false);
	}
}

void outline_handlers(struct prog *p)
{
	unsigned kernel = NEEDS_KERNEL | (p->peeks ? 0 : NEEDS_MEMORY);
	bool any = false;

	prog_find_cycles(p);
	for (size_t i = 0; i < p->clauses.n; i++)
		any |= !clause_can_run_in_user(p->clauses.v[i]);
	if (any)
		outline_funcs(p);
	for (size_t i = 0; i < p->clauses.n; i++) {
		struct outline o = { .prog = p, .clause = p->clauses.v[i] };

		effects_init(&o.x, p);
		guard_to_if(&o, o.clause);
		struct effect *e = effect_of(&o, o.clause->body, 0, o.clause->body->stmts.n);

		effect_of_expr(&o.x, o.clause->guard, e);
		if (e->needs & NEEDS_USER && (e->needs & kernel || !clause_can_run_in_user(o.clause)))
			outline_body(&o, o.clause->body, true);
	}
	prog_lift(p);
}
