/*
 * place.c - kernel or user space for each clause and function
 *
 * The kernel is the default: an update from user space can lose a concurrent one. A clause goes to
 * user space only if everything that fires it can be carried out there and it needs something that
 * the kernel does not have. A loop is a wish, not a need: in the kernel it costs more than here. So is a
 * large handler that nothing else fires beside: clang and the verifier take their time, and there is an end to
 * what they take.
 * The option `place` turns the wish into another: all that can run in user space, or nothing.
 */
#include <assert.h>
#include "lang/builtin/builtin.h"
#include "lang/option.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"
#include "lib/diag.h"

enum {
	LARGE = 200,	/* expressions of a handler */
	OF_CODE = 4,	/* what a lookup or a call counts for */
};

struct need {			/* the first thing found that is tied to one place */
	const char *what;	/* NULL: none; "'foreach'" */
	struct span at;
};

struct needs {			/* of a clause, or of a function and all it calls */
	struct need user, kernel;
	struct need memory;	/* the kernel's need, but for handlers that the session fires: they can look, too */
	bool	    loops;
	unsigned    size;	/* expressions, those of functions once for each call */
	enum { NOT_SEEN, BEING_SEEN, SEEN } state;
};

struct place_ctx {
	struct prog  *prog;
	struct needs *funcs;	/* by func->id */
	struct needs *now;	/* being filled */
	enum { WISH_CHEAP, WISH_ALL, WISH_NONE } wish;	/* for user space */
};

static void need(struct need *n, const char *what, struct span at)
{
	if (!n->what)
		*n = (struct need){ what, at };
}

static void merge(struct needs *into, const struct needs *from)
{
	if (from->user.what)
		need(&into->user, from->user.what, from->user.at);
	if (from->kernel.what)
		need(&into->kernel, from->kernel.what, from->kernel.at);
	if (from->memory.what)
		need(&into->memory, from->memory.what, from->memory.at);
	into->loops |= from->loops;
	into->size += from->size;
}

static void look_at_block(struct place_ctx *p, struct block *b);

/* functions of a cycle have their needs together; recursion is a loop of the kernel's, if it can be (apart.c) */
static void look_at_func(struct place_ctx *p, const struct expr *call)
{
	const struct func *f = call->func;
	struct needs *of = &p->funcs[f->cycle ? f->cycle->funcs.v[0]->id : f->id], *caller = p->now;

	if (f->outlined)
		need(&caller->user, "a part of a handler", call->span);
	if (of->state == BEING_SEEN)
		return;
	if (of->state == NOT_SEEN) {
		of->state = BEING_SEEN;
		of->loops |= f->cycle != NULL;
		if (f->cycle && !f->cycle->fits)
			need(&of->user, "a recursive function", call->span);
		p->now = of;
		for (size_t i = 0; i < func_bodies(f); i++)
			look_at_block(p, func_body(f, i));
		p->now = caller;
		of->state = SEEN;
	}
	merge(caller, of);
}

static void look_at_call(struct place_ctx *p, const struct expr *e)
{
	const struct builtin *b = e->builtin;
	const char *what = arena_printf(p->prog->arena, "'%s'", b->name);

	p->now->loops |= (b->flags & B_HOME) != 0;
	if (!b->bpf)
		need(&p->now->user, what, e->span);
	if (b->peeks)
		need(&p->now->memory, what, e->span);
	else if (!b->user)
		need(&p->now->kernel, what, e->span);
}

static bool look_at_expr(struct expr *e, void *ctx)
{
	struct place_ctx *p = ctx;

	p->now->size += e->kind == E_ELEM || e->kind == E_CALL ? OF_CODE : 1;
	if (e->var && e->var->in_user)
		need(&p->now->user, "a variable of user space", e->span);
	switch (e->kind) {
	case E_AGGREAD:		/* its cells are spread over all CPUs */
		p->now->loops = true;
		if (e->num)
			need(&p->now->user, "the order of a histogram's buckets by their counts", e->span);
		if (e->type->kind == TY_STAT)
			need(&p->now->user, "the text of a histogram", e->span);
		break;
	case E_IN:
		p->now->loops |= expr_has_wildcard(e);
		break;
	case E_LOAD:
		if (e->space != SPACE_SCRATCH)
			need(&p->now->memory, "memory of what is traced", e->span);
		break;
	case E_VAR: case E_ELEM:
		if (e->var->storage == V_THREAD)
			need(&p->now->kernel, "a thread-local variable", e->span);
		break;
	case E_CALL:
		look_at_call(p, e);
		break;
	case E_FCALL:
		look_at_func(p, e);
		break;
	case E_CONST: case E_STR: case E_VARREF: case E_CTX: case E_MEMBER: case E_INDEX: case E_ADDR:
	case E_UNARY: case E_BINARY: case E_COND: case E_CAST: case E_SEQ:
		break;
	}
	return true;
}

static void look_at_leaf(struct expr *e, void *ctx)
{
	expr_walk(e, look_at_expr, ctx);
}

static bool look_at_stmt(struct stmt *s, void *ctx)
{
	struct place_ctx *p = ctx;
	struct expr *action = stmt_action(s);

	if (action) {		/* it will be deferred: only its arguments are needed here */
		for (size_t i = 0; i < action->args.n; i++)
			late_leaves(action->args.v[i], look_at_leaf, p);
		return false;
	}
	if (s->fe && s->fe->array->in_user)
		need(&p->now->user, "a variable of user space", s->span);
	p->now->loops |= s->kind == S_LOOP || s->kind == S_FOREACH ||
			 (s->kind == S_DEL && s->to->kind != E_VARREF && expr_has_wildcard(s->to));
	return true;
}

static void look_at_block(struct place_ctx *p, struct block *b)
{
	block_walk(b, look_at_stmt, look_at_expr, p);
}

static bool can_fire_in_user(const struct probe *p)
{
	switch (p->role) {
	case ROLE_EVENT:
		return p->provider && p->provider->where == IN_USER;
	case ROLE_BEGIN: case ROLE_END: case ROLE_ERROR: case ROLE_TICK: case ROLE_NEVER:
		return !p->provider || p->provider->where & IN_USER;
	}
	return false;
}

static bool can_fire_in_kernel(const struct probe *p)
{
	return !p->provider || p->provider->where & IN_KERNEL;
}

bool clause_fires_meanwhile(const struct clause *c)
{
	for (size_t i = 0; i < c->probes.n; i++)
		if (c->probes.v[i]->role == ROLE_TICK || c->probes.v[i]->role == ROLE_EVENT)
			return true;
	return false;
}

bool clause_can_run_in_user(const struct clause *c)
{
	for (size_t i = 0; i < c->probes.n; i++)
		if (!can_fire_in_user(c->probes.v[i]))
			return false;
	return true;
}

/* the first probe of a clause that cannot fire there; NULL: all can */
static const struct probe *cannot(const struct clause *c, bool (*can)(const struct probe *))
{
	for (size_t i = 0; i < c->probes.n; i++)
		if (!can(c->probes.v[i]))
			return c->probes.v[i];
	return NULL;
}

static void complain_probe(struct place_ctx *p, struct diag *d, const struct clause *c,
			   const struct need *n, const struct probe *at, const char *needs,
			   const char *fires)
{
	diag_error(d, n->at, ERR_PLACE, "%s is only available in %s, and this handler runs in %s",
		   n->what, needs, fires);
	diag_note(d, c->span, "%s fires in %s",
		  probe_label(p->prog->arena, at), fires);
}

static void complain_both(struct diag *d, const struct needs *n)
{
	diag_error(d, n->user.at, ERR_PLACE,
		   "%s is only available in user space, but the same handler needs the kernel",
		   n->user.what);
	diag_note(d, n->kernel.at, "%s is only available in the kernel", n->kernel.what);
}

static bool wished(const struct place_ctx *p, const struct clause *c, const struct needs *n)
{
	switch (p->wish) {
	case WISH_CHEAP:
		return n->loops || (n->size > LARGE && !clause_fires_meanwhile(c));
	case WISH_ALL:		/* D's ERROR is fired by a fault, where that happens */
		return p->prog->lang == LANG_STAP || !c->probes.n || c->probes.v[0]->role != ROLE_ERROR;
	case WISH_NONE:
		break;
	}
	return false;
}

/* false: it cannot run anywhere, and d, where there is one, has been told why */
static bool place_clause(struct place_ctx *p, struct diag *d, struct clause *c)
{
	const struct probe *kernel_only = cannot(c, can_fire_in_user);
	const struct probe *user_only = cannot(c, can_fire_in_kernel);
	struct needs n = { 0 };

	p->now = &n;
	expr_walk(c->guard, look_at_expr, p);
	look_at_block(p, c->body);
	/* rather in the kernel, where it costs nothing; what a bundle reads would be laid out as in this kernel */
	if (n.memory.what && (kernel_only || !p->prog->peeks || !(user_only || n.user.what)))
		need(&n.kernel, n.memory.what, n.memory.at);
	c->place = PLACE_KERNEL;
	if (user_only || (!kernel_only && !n.kernel.what && (n.user.what || wished(p, c, &n))))
		c->place = PLACE_USER;
	if (!(user_only && kernel_only) && !(kernel_only && n.user.what) && !(user_only && n.kernel.what) &&
	    !(n.user.what && n.kernel.what))
		return true;
	if (!d)
		return false;
	if (user_only && kernel_only)
		diag_error(d, c->span, ERR_PLACE,
			   "%s fires in user space and %s in the kernel; they need two handlers",
			   probe_label(p->prog->arena, user_only),
			   probe_label(p->prog->arena, kernel_only));
	else if (kernel_only && n.user.what)
		complain_probe(p, d, c, &n.user, kernel_only, "user space", "the kernel");
	else if (user_only && n.kernel.what)
		complain_probe(p, d, c, &n.kernel, user_only, "the kernel", "user space");
	else
		complain_both(d, &n);
	return false;
}

/* ---- functions run where they are called ---- */
static bool mark_call(struct expr *e, void *ctx)
{
	enum place where = *(enum place *)ctx;

	if (e->kind != E_FCALL)
		return true;
	if (e->func->outlined && where == PLACE_KERNEL) {
		static const enum place user = PLACE_USER;

		mark_call(e, (void *)&user);
		return true;
	}

	bool *here = where == PLACE_KERNEL ? &e->func->in_kernel : &e->func->in_user;

	if (!*here) {
		*here = true;
		block_walk(e->func->body, NULL, mark_call, ctx);
	}
	return true;
}

/* what was cut out of a handler of the kernel: all that only the kernel has came with the call, if it could */
static bool place_part(struct place_ctx *p, struct diag *d, const struct func *part)
{
	struct needs n = { 0 };

	p->now = &n;
	look_at_block(p, part->body);
	if (n.memory.what)
		need(&n.kernel, n.memory.what, n.memory.at);
	need(&n.user, "what follows from something of user space", part->span);
	if (n.kernel.what && d)
		complain_both(d, &n);
	return !n.kernel.what;
}

static bool place_clauses(struct prog *p, struct diag *d, const struct options *o)
{
	prog_find_cycles(p);

	struct place_ctx ctx = { .prog = p, .funcs = arena_array(p->arena, struct needs, p->funcs.n) };
	bool ok = true;

	if (o && o->place && o->place[0] != 'a')
		ctx.wish = o->place[0] == 'u' ? WISH_ALL : WISH_NONE;
	for (size_t i = 0; i < p->clauses.n; i++)
		ok &= place_clause(&ctx, d, p->clauses.v[i]);
	for (size_t i = 0; i < p->funcs.n; i++)
		ok &= !p->funcs.v[i]->outlined || place_part(&ctx, d, p->funcs.v[i]);
	return ok;
}

bool prog_fits(struct prog *p, const struct options *o)
{
	return place_clauses(p, NULL, o);
}

void prog_place(struct prog *p, struct diag *d, const struct options *o)
{
	place_clauses(p, d, o);
	for (size_t i = 0; i < p->funcs.n; i++)
		p->funcs.v[i]->in_kernel = p->funcs.v[i]->in_user = false;
	for (size_t i = 0; i < p->clauses.n; i++) {
		struct clause *c = p->clauses.v[i];

		expr_walk(c->guard, mark_call, &c->place);
		block_walk(c->body, NULL, mark_call, &c->place);
	}
}
