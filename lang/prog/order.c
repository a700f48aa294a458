/*
 * order.c - handlers of the kernel that need user space: what shares a variable with such a part goes along
 *
 * A part of a handler that outline.c cut out runs a moment later. What it leaves in a variable, other
 * handlers would see only then, and what they leave there meanwhile it would find too early. So such a
 * variable is made user space's own: whatever touches it, in any handler, is cut out as well, and records
 * are carried out in the order in which the handlers fired. Which makes more parts, which may share more.
 *
 * Where that cannot be, because something that only the kernel has is made of such a variable, it stays
 * as it is, and a warning says so.
 */
#include "lang/probe.h"
#include "lang/option.h"
#include "lang/prog/effect.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"
#include "lib/diag.h"

struct saved_body {
	struct block *body;
	struct expr  *guard;
	size_t	      nlocals;
};

struct saved {
	struct saved_body *clauses, *funcs;
	size_t	nfuncs;
};

static struct saved save(const struct prog *p)
{
	struct saved s = { .nfuncs = p->funcs.n };

	s.clauses = arena_array(p->arena, struct saved_body, p->clauses.n + 1);
	s.funcs = arena_array(p->arena, struct saved_body, p->funcs.n + 1);
	for (size_t i = 0; i < p->clauses.n; i++) {
		const struct clause *c = p->clauses.v[i];

		s.clauses[i] = (struct saved_body){ block_copy(p->arena, c->body), expr_copy(p->arena, c->guard),
						    c->locals.n };
	}
	for (size_t i = 0; i < p->funcs.n; i++)
		s.funcs[i] = (struct saved_body){ block_copy(p->arena, p->funcs.v[i]->body), NULL,
						  p->funcs.v[i]->locals.n };
	return s;
}

static void restore(struct prog *p, const struct saved *s)
{
	p->funcs.n = s->nfuncs;
	for (size_t i = 0; i < p->clauses.n; i++) {
		struct clause *c = p->clauses.v[i];

		c->body = block_copy(p->arena, s->clauses[i].body);
		c->guard = expr_copy(p->arena, s->clauses[i].guard);
		c->locals.n = s->clauses[i].nlocals;
	}
	for (size_t i = 0; i < p->funcs.n; i++) {
		p->funcs.v[i]->body = block_copy(p->arena, s->funcs[i].body);
		p->funcs.v[i]->locals.n = s->funcs[i].nlocals;
	}
}

/* others fire between its firings, and between an event and the reading of its record */
static bool fires_meanwhile(const struct clause *c)
{
	return clause_fires_meanwhile(c) || !clause_can_run_in_user(c);
}

/* what is left of the handlers, without what was cut out of them */
static struct effect *rest_effect(struct effects *x)
{
	struct effect *ret = effect_new(x, 0);

	for (size_t i = 0; i < x->prog->clauses.n; i++) {
		const struct clause *c = x->prog->clauses.v[i];

		if (!fires_meanwhile(c))
			continue;
		effect_of_block(x, c->body, ret);
		effect_of_expr(x, c->guard, ret);
	}
	return ret;
}

enum { STORES = EFFECT_UPDATES | EFFECT_WRITES };

/* what a part does to a variable, and what the rest does to it: does the order show */
static bool is_late(const struct var *v, unsigned part, unsigned rest)
{
	if (v->type->kind == TY_STAT && part == EFFECT_UPDATES && rest == EFFECT_UPDATES)
		return false;
	return (part & STORES && rest) || (part && rest & STORES);
}

typedef void late_fn(struct var *v, const struct func *part, const struct effect *own, void *ctx);

static void each_late(struct prog *p, late_fn *fn, void *ctx)
{
	struct effects x;

	prog_find_cycles(p);	/* of what is left of the functions */
	effects_init(&x, p);

	struct effect *rest = rest_effect(&x);

	for (size_t i = 0; i < p->funcs.n; i++) {
		struct effect *own = effect_new(&x, 0);

		if (!p->funcs.v[i]->outlined)
			continue;
		effect_of_block(&x, p->funcs.v[i]->body, own);
		for (size_t k = 0; k < p->vars.n; k++)
			if (is_late(p->vars.v[k], own->globals[k], rest->globals[k]))
				fn(p->vars.v[k], p->funcs.v[i], own, ctx);
	}
}

static void take_along(struct var *v, const struct func *part, const struct effect *own, void *more)
{
	*(bool *)more |= !v->in_user;
	v->in_user = true;
}

struct warning {
	struct diag *diag;
	const struct func *told;	/* one for each part */
};

static void warn(struct var *v, const struct func *part, const struct effect *own, void *ctx)
{
	struct warning *w = ctx;

	if (w->told == part)
		return;
	w->told = part;
	diag_warn(w->diag, part->span, "this part of a handler needs user space, which does it a moment later: %s '%s'%s",
		  own->globals[v->id] & STORES ? "what it leaves in" : "it finds in", v->name,
		  own->globals[v->id] & STORES ? " other probes see only then" :
						 " what other probes left there meanwhile");
}

static bool any_in_kernel(const struct prog *p)
{
	for (size_t i = 0; i < p->clauses.n; i++)
		if (!clause_can_run_in_user(p->clauses.v[i]))
			return true;
	return false;
}

static bool any_part(const struct prog *p)
{
	for (size_t i = 0; i < p->funcs.n; i++)
		if (p->funcs.v[i]->outlined)
			return true;
	return false;
}

/* a loop of the kernel that hands over what user space gathers: if that helps */
static void outline_gathered(struct prog *p, const struct options *o, struct saved *before)
{
	size_t nvars = p->vars.n;

	restore(p, before);

	bool any = gather_locals(p);
	struct saved now = save(p);

	outline_handlers(p);
	if (any && prog_fits(p, o)) {
		*before = now;
		return;
	}
	p->vars.n = nvars;
	restore(p, before);
	outline_handlers(p);
}

void prog_outline(struct prog *p, struct diag *d, const struct options *o)
{
	if (p->lang != LANG_STAP)
		return;
	p->peeks = !(o && o->nopeek);
	if (!any_in_kernel(p)) {
		outline_handlers(p);
		return;
	}

	struct saved before = save(p);
	bool more = false, any = false;

	outline_handlers(p);
	if (!any_part(p))
		return;
	if (!prog_fits(p, o))
		outline_gathered(p, o, &before);
	each_late(p, take_along, &more);
	for (any = more; more;) {
		more = false;
		restore(p, &before);
		outline_handlers(p);
		each_late(p, take_along, &more);
	}
	if (!any || prog_fits(p, o))
		return;
	for (size_t i = 0; i < p->vars.n; i++)
		p->vars.v[i]->in_user = p->vars.v[i]->of_firing;
	restore(p, &before);
	outline_handlers(p);
	each_late(p, warn, &(struct warning){ .diag = d });
}
