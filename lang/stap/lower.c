/*
 * lower.c - statements, functions and clauses to prog
 *
 * Runs only when inference found no error, so every symbol has a type here; what it still refuses
 * (target variables, things not supported yet) is reported where it stands.
 */
#include <string.h>
#include "lang/stap/lower.h"

static void lower_stmt(struct lower *l, struct snode *st, struct block *b);

static struct block *sub_block(struct lower *l, struct snode *st)
{
	struct block *b = prog_block(l->p);

	lower_block(l, st, b);
	return b;
}

/* a statement, or the statements of a block, added to b */
void lower_block(struct lower *l, struct snode *st, struct block *b)
{
	if (st->kind != SN_BLOCK) {
		lower_stmt(l, st, b);
		return;
	}
	for (size_t i = 0; i < st->list.n; i++)
		lower_block(l, st->list.v[i], b);
}

static void lower_if(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_IF, st->span);

	s->cond = lower_expr(l, st->e);
	s->body = sub_block(l, st->body);
	if (st->other)
		s->other = sub_block(l, st->other);
	prog_add(l->p, b, s);
}

static void lower_loop(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_LOOP, st->span);

	if (st->init)
		lower_effect(l, st->init, b);
	if (st->e)
		s->cond = lower_expr(l, st->e);
	s->body = sub_block(l, st->body);
	s->turn = st->body->span;
	s->step = prog_block(l->p);
	if (st->step)
		lower_effect(l, st->step, s->step);
	prog_add(l->p, b, s);
}

static void lower_delete(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_DEL, st->span);
	struct node *n = st->e;
	struct sym *sym = n->kind == N_INDEX ? n->a->sym : n->sym;

	if (!sym)
		return;		/* reported */
	if (n->kind == N_INDEX)
		s->to = lower_elem(l, E_ELEM, sym, n->args.v, n->args.n, n->span);
	else if (sym->arity > 0 || sym->type == VT_STATS)
		s->to = lower_elem(l, E_VARREF, sym, NULL, 0, n->span);
	else
		s->to = lower_var(l, lower_sym(l, sym), n->span);
	if (sym->type == VT_STATS)
		lower_sym(l, sym)->resets = true;
	prog_add(l->p, b, s);
}

static void lower_try(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_TRY, st->span);
	struct var *caught = st->caught.name ? lower_sym(l, st->caught.sym) : NULL;
	struct var *own = caught;

	if (caught && caught->storage != V_LOCAL)
		caught = lower_temp(l, own->type, st->caught.span);
	s->body = sub_block(l, st->body);
	s->catch_var = caught;
	s->other = prog_block(l->p);
	if (caught != own)
		lower_set(l, s->other, lower_var(l, own, st->caught.span),
			  lower_var(l, caught, st->caught.span), st->caught.span);
	lower_block(l, st->other, s->other);
	prog_add(l->p, b, s);
}

/* one that leads nowhere is told when C would be made, as in the original: what is not used is not told */
static void lower_astray(struct lower *l, const struct snode *st)
{
	struct compile *c = l->s->c;

	vec_push(c->arena, &c->refusals, ((struct refusal){
		.pass = 3,
		.at = st->span,
		.tag = ERR_STAP_CONTEXT,
		.message = st->kind == SN_BREAK ? "cannot 'break' outside loop" : "cannot 'continue' outside loop",
	}));
}

static void lower_jump(struct lower *l, struct snode *st, enum stmt_kind k, struct block *b)
{
	if (st->astray)
		lower_astray(l, st);
	else
		prog_add(l->p, b, prog_stmt(l->p, k, st->span));
}

/* `return` alone gives 0 or "" where others give something */
static void lower_return(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_RETURN, st->span);

	if (l->f->func->result != &type_void)
		s->value = st->e ? lower_expr(l, st->e) :
			   l->f->type == VT_STRING ? prog_str(l->p, "", 0, st->span) :
			   prog_const(l->p, 0, &type_int64, st->span);
	prog_add(l->p, b, s);
}

/* the parameters as they were given */
static void pass_on(struct lower *l, struct expr *call, struct span at)
{
	for (size_t i = 0; i < l->f->saved.n; i++)
		vec_push(l->s->arena, &call->args, lower_var(l, l->f->saved.v[i], at));
}

static struct expr *call_library(struct lower *l, struct span at)
{
	struct unit_func *f = l->f;
	struct expr *e = prog_expr(l->p, E_CALL, sig_type(l->s->arena, &f->fallback_sig->ret,
				   (unsigned)l->s->strsize, (unsigned)l->s->c->options->stackframes), at);

	e->builtin = f->fallback;
	pass_on(l, e, at);
	return e;
}

/* `next` in a function: the overload after it takes over, with what was given to this one */
static void lower_next(struct lower *l, struct snode *st, struct block *b)
{
	static const char exhausted[] = "all functions exhausted";
	struct unit_func *f = l->f;
	bool gives = f->func->result != &type_void;
	struct stmt *s;

	if (!f->next && !f->fallback) {
		s = prog_stmt(l->p, S_THROW, st->span);
		s->value = prog_str(l->p, exhausted, sizeof(exhausted) - 1, st->span);
		prog_add(l->p, b, s);
		return;
	}
	struct expr *e;

	if (f->next) {
		struct func *fn = lower_func(l, f->next);

		e = prog_expr(l->p, E_FCALL, fn->result, st->span);
		e->func = fn;
		pass_on(l, e, st->span);
	} else {
		e = call_library(l, st->span);
	}
	s = prog_stmt(l->p, gives ? S_RETURN : S_DO, st->span);
	s->value = gives ? prog_cast(l->p, e, f->func->result) : e;
	prog_add(l->p, b, s);
	if (!gives)
		prog_add(l->p, b, prog_stmt(l->p, S_RETURN, st->span));
}

static void lower_stmt(struct lower *l, struct snode *st, struct block *b)
{
	switch (st->kind) {
	case SN_EMPTY:
		break;
	case SN_BLOCK:
		lower_block(l, st, b);
		break;
	case SN_EXPR:
		lower_effect(l, st->e, b);
		break;
	case SN_IF:
		lower_if(l, st, b);
		break;
	case SN_WHILE: case SN_FOR:
		lower_loop(l, st, b);
		break;
	case SN_FOREACH:
		lower_foreach(l, st, b);
		break;
	case SN_BREAK:
		lower_jump(l, st, S_BREAK, b);
		break;
	case SN_CONTINUE:
		lower_jump(l, st, S_CONTINUE, b);
		break;
	case SN_NEXT:
		if (l->f)
			lower_next(l, st, b);
		else
			lower_jump(l, st, S_NEXT, b);
		break;
	case SN_RETURN:
		lower_return(l, st, b);
		break;
	case SN_DELETE:
		lower_delete(l, st, b);
		break;
	case SN_TRY:
		lower_try(l, st, b);
		break;
	}
}

/* ---- functions ---- */

/* `next` hands on what was given, whatever the function made of it meanwhile */
static void save_params(struct lower *l, struct block *b)
{
	for (size_t i = 0; l->f->has_next && i < l->f->decl->params.n; i++) {
		struct var *own = lower_sym(l, l->f->locals.v[i]), *copy = own;

		if (l->f->locals.v[i]->written) {
			copy = lower_temp(l, own->type, own->span);
			lower_set(l, b, lower_var(l, copy, own->span), lower_var(l, own, own->span), own->span);
		}
		vec_push(l->s->arena, &l->f->saved, copy);
	}
}

struct func *lower_func(struct lower *caller, struct unit_func *f)
{
	struct lower l = { .s = caller->s, .p = caller->p, .f = f, .ctx = f->ctx };

	if (f->func)
		return f->func;
	struct func *fn = arena_new_of(l.s->arena, struct func);

	f->func = fn;			/* before the body: it may call itself */
	fn->name = f->decl->name;
	fn->span = f->decl->span;
	fn->id = (unsigned)l.p->funcs.n;
	fn->result = f->type == VT_UNKNOWN ? &type_void : lower_type(&l, f->type, f->bound);
	vec_push(l.s->arena, &l.p->funcs, fn);
	for (size_t i = 0; i < f->decl->params.n; i++)
		vec_push(l.s->arena, &fn->params, lower_sym(&l, f->locals.v[i]));
	fn->body = prog_block(l.p);
	save_params(&l, fn->body);
	lower_block(&l, f->body, fn->body);
	for (size_t i = 0; i < fn->locals.n && f->decl->code; i++)	/* they are C's */
		fn->locals.v[i]->hidden |= i >= fn->params.n;
	return fn;
}

/* ---- clauses ---- */

static bool same_text(const char *a, const char *b)
{
	return a == b || (a && b && !strcmp(a, b));
}

/* one point found twice: by two probes of the script */
static bool same_probe(const struct probe *a, const struct probe *b)
{
	return a == b || (a->role == ROLE_EVENT && b->role == ROLE_EVENT && a->provider == b->provider &&
			  a->is_return == b->is_return && a->key == b->key && a->period_ns == b->period_ns &&
			  same_text(a->prov, b->prov) && same_text(a->mod, b->mod) &&
			  same_text(a->func, b->func) && same_text(a->name, b->name) &&
			  (same_text(a->point, b->point) || (a->point_read && same_text(a->point_read, b->point_read))) &&
			  same_text(a->only, b->only));
}

/* what tells most probes of a program apart */
static const char *point_word(const struct probe *p)
{
	return p->func && *p->func ? p->func : p->name && *p->name ? p->name : "";
}

/* two handlers of one point: what the variables of the second stand for is known of the first, too */
static void learn_args(struct lower *l, struct probe *known, const struct probe *p)
{
	if (known == p || !p->args)
		return;
	if (!known->args) {
		known->args = p->args;
		known->args_done = true;
		return;
	}
	for (size_t i = 0; i < p->args->others.n; i++)
		vec_push(l->s->arena, &known->args->others, p->args->others.v[i]);
}

/* a text that handlers make, not get: two of them for one reader would not know of each other */
static bool both_make(const struct probe *a, const struct probe *b)
{
	return a->provider == b->provider && a->text_var && b->text_var && !a->text_given && !b->text_given &&
	       same_text(a->mod, b->mod);
}

static struct probe *prog_probe(struct lower *l, struct probe *p)
{
	uint32_t it = 0, row;

	while (nameix_next(&l->s->points, point_word(p), &it, &row)) {
		struct probe *known = l->p->probes.v[row];

		if (both_make(known, p)) {
			diag_error(l->s->c->diag, l->h->written->span, ERR_STAP_POINT,
				   "only one read %s probe can exist for %s path \"%s\"", p->prov, p->prov, p->mod);
			return known;
		}
		if (same_probe(known, p)) {
			learn_args(l, known, p);
			return known;
		}
	}
	if (l->h->reads_args && p->point_read)	/* as the first handler has it: two of one place stay one probe */
		p->point = p->point_read;
	p->index = (unsigned)l->p->probes.n;
	nameix_add(&l->s->points, point_word(p), p->index);
	vec_push(l->s->arena, &l->p->probes, p);
	return p;
}

static struct expr *guard(struct lower *l, struct handler *h)
{
	struct expr *g = NULL;

	for (size_t i = 0; i < h->conds.n; i++) {
		struct expr *e = lower_expr(l, h->conds.v[i].body->e);

		g = g ? prog_binary(l->p, OP_ANDAND, g, e, &type_int64, e->span) : e;
	}
	return g;
}

static void lower_handler(struct sema *s, struct handler *h)
{
	struct lower l = { .s = s, .p = s->prog, .h = h, .ctx = h };
	struct clause *c = arena_new_of(s->arena, struct clause);

	h->clause = c;
	c->id = (unsigned)l.p->clauses.n;
	c->span = h->written->span;
	c->spelling = h->spelling;
	if (stap_pn_resolved(h) && h->probes.n == 1)
		c->spelling = h->probes.v[0]->point;
	else if (!h->is_alias && h->provider->pn_name && h->probes.n == 1)
		c->spelling = h->probes.v[0]->name;
	for (size_t i = 0; i < h->probes.n; i++)
		vec_push(s->arena, &c->probes, prog_probe(&l, h->probes.v[i]));
	c->order = h->probes.n ? h->probes.v[0]->order : 0;
	c->guard = guard(&l, h);
	c->body = prog_block(l.p);
	for (size_t i = 0; i < h->pieces.n; i++)
		lower_block(&l, h->pieces.v[i].body, c->body);
	vec_push(s->arena, &l.p->clauses, c);
}

/* globals in the order in which they are declared, those that nobody uses left out */
static void lower_globals(struct sema *s)
{
	struct lower l = { .s = s, .p = s->prog };

	for (size_t i = 0; i < s->globals.n; i++)
		if (s->globals.v[i]->read || s->globals.v[i]->written)
			lower_sym(&l, s->globals.v[i]);
}

void stap_lower_all(struct sema *s)
{
	size_t nprobes = 0;

	lower_globals(s);
	for (size_t i = 0; i < s->handlers.n; i++)
		nprobes += s->handlers.v[i]->probes.n;
	nameix_init(&s->points, nprobes);
	for (size_t i = 0; i < s->handlers.n; i++)
		lower_handler(s, s->handlers.v[i]);
	nameix_fini(&s->points);
}
