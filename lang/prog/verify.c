/*
 * verify.c - the invariants of prog.h, checked: a violation is a mistake of a front end or a pass
 *
 * What only a script can get wrong does not belong here; by now the front end has reported it.
 */
#undef NDEBUG
#include <assert.h>
#include <string.h>
#include "lang/builtin/builtin.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct check {
	const struct prog *prog;
	struct var *const *locals;	/* of the clause or function being looked at */
	size_t	    nlocals;
	const struct clause *clause;	/* NULL: in a function */
	const struct func *func;
	unsigned    loops;		/* around the statement */
	const char *wrong;		/* the first violation */
};

#define MUST(c, cond)	must((c), (cond), #cond)

static bool must(struct check *c, bool ok, const char *what)
{
	if (!ok && !c->wrong)
		c->wrong = what;
	return ok;
}

/* ---- variables and types ---- */
/* what kind of register a value sits in: numbers and strings never meet without a cast */
static bool is_number(const struct type *t)
{
	const struct type *s = type_strip(t);

	return type_is_scalar(s) || s->kind == TY_SYMADDR;
}

static bool is_text(const struct type *t)
{
	return type_is_string(t) || (type_strip(t)->kind == TY_ARRAY && type_is_stringish(t));
}

static bool same_class(const struct type *a, const struct type *b)
{
	if (is_number(a) || is_number(b))
		return is_number(a) && is_number(b);
	return type_strip(a)->kind == type_strip(b)->kind;
}

static void check_var_use(struct check *c, const struct var *v)
{
	if (!MUST(c, v != NULL))
		return;
	if (v->storage == V_LOCAL)
		MUST(c, v->id < c->nlocals && c->locals[v->id] == v);
	else
		MUST(c, v->id < c->prog->vars.n && c->prog->vars.v[v->id] == v);
}

static void check_var(struct check *c, const struct var *v)
{
	MUST(c, v->name != NULL);
	if (!MUST(c, v->type != NULL && v->type->kind != TY_ERROR && v->type->kind != TY_VOID))
		return;
	if (v->type->kind != TY_STAT) {
		MUST(c, v->aggs.n == 0);
		MUST(c, type_strip(v->type)->size > 0);
	} else {
		MUST(c, v->storage == V_GLOBAL);
	}
	for (size_t i = 0; i < v->aggs.n; i++)
		MUST(c, v->aggs.v[i].fn != NULL && v->aggs.v[i].nparams <= 5);
	if (v->keys.n)
		MUST(c, v->storage == V_GLOBAL || v->storage == V_THREAD);
	for (size_t i = 0; i < v->keys.n; i++)
		MUST(c, v->keys.v[i] != NULL && type_strip(v->keys.v[i])->size > 0);
}

static void check_locals(struct check *c)
{
	for (size_t i = 0; i < c->nlocals; i++) {
		MUST(c, c->locals[i]->storage == V_LOCAL && c->locals[i]->id == i);
		check_var(c, c->locals[i]);
	}
}

/* ---- expressions ---- */
static void check_keys(struct check *c, const struct expr *e, bool wildcards)
{
	if (!MUST(c, e->var && e->args.n == e->var->keys.n))
		return;
	for (size_t i = 0; i < e->args.n; i++) {
		if (!e->args.v[i])
			MUST(c, wildcards);
		else
			MUST(c, same_class(e->args.v[i]->type, e->var->keys.v[i]));
	}
}

static bool is_object(const struct expr *e)
{
	return e->kind == E_LOAD || e->kind == E_MEMBER || e->kind == E_INDEX || e->kind == E_VAR ||
	       e->kind == E_ELEM;
}

static void check_binary(struct check *c, const struct expr *e)
{
	if (!MUST(c, op_arity(e->op) == 2 && e->a && e->b))
		return;

	bool strings = type_is_string(e->a->type) && type_is_string(e->b->type);
	bool numbers = is_number(e->a->type) && is_number(e->b->type);
	bool compares = e->op >= OP_LT && e->op <= OP_NE;

	if (e->op == OP_CONCAT)
		MUST(c, strings && type_is_string(e->type));
	else
		MUST(c, (numbers || (strings && compares)) && is_number(e->type));
}

static void check_call(struct check *c, const struct expr *e)
{
	if (!MUST(c, e->builtin != NULL))
		return;
	MUST(c, e->builtin->langs & (unsigned)c->prog->lang);
	MUST(c, e->builtin->bpf || e->builtin->user);
	for (size_t i = 0; i < e->args.n; i++)
		MUST(c, e->args.v[i] != NULL);
}

static void check_fcall(struct check *c, const struct expr *e)
{
	const struct func *f = e->func;

	if (!MUST(c, f && f->id < c->prog->funcs.n && c->prog->funcs.v[f->id] == f) ||
	    !MUST(c, e->args.n == f->params.n))
		return;
	for (size_t i = 0; i < e->args.n; i++)
		MUST(c, e->args.v[i] && same_class(e->args.v[i]->type, f->params.v[i]->type));
	MUST(c, f->result->kind == TY_VOID || same_class(e->type, f->result));
}

static bool check_expr(struct expr *e, void *ctx);
static void check_block(struct check *c, const struct block *b);

static void check_expr_kind(struct check *c, struct expr *e)
{
	switch (e->kind) {
	case E_CONST:
		MUST(c, is_number(e->type));
		break;
	case E_STR:
		MUST(c, e->str && type_is_string(e->type) && type_strip(e->type)->size > e->str_len);
		break;
	case E_VAR:
		check_var_use(c, e->var);
		MUST(c, e->var && e->var->keys.n == 0 && e->var->type->kind != TY_STAT);
		break;
	case E_ELEM:
		check_var_use(c, e->var);
		MUST(c, e->var && e->var->keys.n > 0);	/* of a statistic: under S_DEL; no value has its type */
		check_keys(c, e, true);		/* a wildcard only under S_DEL, too */
		break;
	case E_IN:
		check_var_use(c, e->var);
		check_keys(c, e, true);
		MUST(c, type_is_int(e->type));
		break;
	case E_VARREF:
		check_var_use(c, e->var);
		break;
	case E_CTX:
		MUST(c, e->arg < 1u << 24);	/* behind PROBE_SLOTS: world_slot() */
		break;
	case E_LOAD:
		MUST(c, e->a && is_number(e->a->type));
		break;
	case E_MEMBER:
		MUST(c, e->a && e->member && is_object(e->a) && type_is_sou(e->a->type));
		break;
	case E_INDEX:
		MUST(c, e->a && e->b && type_is_int(e->b->type));
		MUST(c, e->a && (type_strip(e->a->type)->kind == TY_ARRAY || type_is_ptr(e->a->type) ||
				 type_is_string(e->a->type)));
		break;
	case E_ADDR:
		MUST(c, e->a && is_object(e->a) && is_number(e->type));
		break;
	case E_UNARY:
		MUST(c, op_arity(e->op) == 1 && e->a && is_number(e->a->type) && is_number(e->type));
		break;
	case E_BINARY:
		check_binary(c, e);
		break;
	case E_COND:
		MUST(c, e->a && e->b && e->c && is_number(e->a->type));
		MUST(c, e->b && e->c && same_class(e->b->type, e->c->type));
		break;
	case E_CAST:
		MUST(c, e->a && (is_number(e->type) || type_is_string(e->type) || e->type->kind == TY_VOID));
		break;
	case E_AGGREAD:
		check_var_use(c, e->var);
		MUST(c, e->var && e->var->type->kind == TY_STAT && e->use < e->var->aggs.n);
		check_keys(c, e, false);
		break;
	case E_CALL:
		check_call(c, e);
		break;
	case E_FCALL:
		check_fcall(c, e);
		break;
	case E_SEQ:
		if (MUST(c, e->body && e->a))
			check_block(c, e->body);
		break;
	}
}

static bool check_expr(struct expr *e, void *ctx)
{
	struct check *c = ctx;

	if (MUST(c, e->type && e->type->kind != TY_ERROR))
		check_expr_kind(c, e);
	if (e->kind == E_SEQ) {		/* check_block has been through the body */
		expr_walk(e->a, check_expr, c);
		return false;
	}
	return !c->wrong;
}

/* ---- statements ---- */
static void check_set(struct check *c, const struct stmt *s)
{
	if (MUST(c, s->to && s->value && is_object(s->to)))
		MUST(c, same_class(s->to->type, s->value->type) ||
			(is_text(s->to->type) && type_is_string(s->value->type)));	/* into an array of char */
}

static void check_del(struct check *c, const struct stmt *s)
{
	MUST(c, s->to && (s->to->kind == E_VAR || s->to->kind == E_ELEM || s->to->kind == E_VARREF));
}

static void check_agg(struct check *c, const struct stmt *s)
{
	if (!MUST(c, s->to && s->to->kind == E_VARREF && s->to->var->type->kind == TY_STAT))
		return;
	check_keys(c, s->to, false);
	MUST(c, s->use == ~0u || s->use < s->to->var->aggs.n);
	for (size_t i = 0; i < s->args.n; i++)
		MUST(c, s->args.v[i] != NULL);
}

static void check_foreach(struct check *c, const struct foreach *fe)
{
	if (!MUST(c, fe && fe->array && fe->keys.n == fe->array->keys.n && fe->keys.n > 0))
		return;
	check_var_use(c, fe->array);
	MUST(c, fe->slice.n == 0 || fe->slice.n == fe->keys.n);
	for (size_t i = 0; i < fe->keys.n; i++)
		if (MUST(c, fe->keys.v[i] && fe->keys.v[i]->storage == V_LOCAL))
			check_var_use(c, fe->keys.v[i]);
	if (fe->value)
		check_var_use(c, fe->value);
	MUST(c, fe->sort >= -1 && fe->sort <= 1);
	MUST(c, fe->sort_by >= -1 && fe->sort_by < (int)fe->keys.n);
	MUST(c, fe->array->type->kind != TY_STAT || fe->sort_use < (int)fe->array->aggs.n);
}

static void check_return(struct check *c, const struct stmt *s)
{
	if (!MUST(c, c->func != NULL))
		return;
	if (c->func->result->kind == TY_VOID)
		MUST(c, s->value == NULL);
	else
		MUST(c, s->value && same_class(s->value->type, c->func->result));
}

static void check_stmt_kind(struct check *c, const struct stmt *s)
{
	switch (s->kind) {
	case S_SET:
		check_set(c, s);
		break;
	case S_DEL:
		check_del(c, s);
		break;
	case S_AGG:
		check_agg(c, s);
		break;
	case S_IF:
		MUST(c, s->cond && s->body && is_number(s->cond->type));
		break;
	case S_LOOP:
		MUST(c, s->body && (!s->cond || is_number(s->cond->type)));
		break;
	case S_FOREACH:
		MUST(c, s->body != NULL);
		check_foreach(c, s->fe);
		break;
	case S_BREAK: case S_CONTINUE:
		MUST(c, c->loops > 0);
		break;
	case S_NEXT:
		break;
	case S_RETURN:
		check_return(c, s);
		break;
	case S_TRY:
		MUST(c, s->body && s->other);
		if (s->catch_var)
			check_var_use(c, s->catch_var);
		break;
	case S_THROW:
		MUST(c, !s->value || type_is_string(s->value->type));
		break;
	case S_DO:
		MUST(c, s->value != NULL);
		break;
	case S_DEFER:
		MUST(c, s->rec && s->call < s->rec->calls.n && s->rec->clause == c->clause);
		break;
	case S_BLOCK:
		MUST(c, s->body != NULL);
		break;
	}
}

static void check_stmt_expr(struct expr *e, void *ctx)
{
	expr_walk(e, check_expr, ctx);
}

static void check_block(struct check *c, const struct block *b)
{
	for (size_t i = 0; i < b->stmts.n && !c->wrong; i++) {
		struct stmt *s = b->stmts.v[i];
		bool loop = s->kind == S_LOOP || s->kind == S_FOREACH;
		struct block *in[3];

		check_stmt_kind(c, s);
		if (c->wrong)
			return;
		stmt_exprs(s, check_stmt_expr, c);
		c->loops += loop;
		for (unsigned k = 0, n = stmt_blocks(s, in); k < n; k++)
			check_block(c, in[k]);
		c->loops -= loop;
	}
}

/* ---- program ---- */
static void check_clause(struct check *c, const struct clause *cl)
{
	c->clause = cl;
	c->locals = cl->locals.v;
	c->nlocals = cl->locals.n;
	check_locals(c);
	for (size_t i = 0; i < cl->probes.n; i++) {
		const struct probe *pr = cl->probes.v[i];

		MUST(c, pr->index < c->prog->probes.n && c->prog->probes.v[pr->index] == pr);
	}
	if (cl->guard && MUST(c, is_number(cl->guard->type)))
		expr_walk(cl->guard, check_expr, c);
	if (MUST(c, cl->body != NULL))
		check_block(c, cl->body);
	c->clause = NULL;
}

static void check_func(struct check *c, const struct func *f)
{
	c->func = f;
	c->locals = f->locals.v;
	c->nlocals = f->locals.n;
	check_locals(c);
	MUST(c, f->name && f->result && f->params.n <= f->locals.n);
	for (size_t i = 0; i < f->params.n && !c->wrong; i++)
		MUST(c, f->params.v[i] == f->locals.v[i]);
	if (MUST(c, f->body != NULL))
		check_block(c, f->body);
	c->func = NULL;
}

const char *prog_wrong(const struct prog *p)
{
	struct check c = { .prog = p };

	for (size_t i = 0; i < p->vars.n; i++) {
		MUST(&c, p->vars.v[i]->id == i && p->vars.v[i]->storage != V_LOCAL);
		check_var(&c, p->vars.v[i]);
	}
	for (size_t i = 0; i < p->probes.n; i++)
		MUST(&c, p->probes.v[i]->index == i);
	for (size_t i = 0; i < p->records.n; i++)
		MUST(&c, p->records.v[i]->id == i && p->records.v[i]->home);
	for (size_t i = 0; i < p->funcs.n; i++) {
		MUST(&c, p->funcs.v[i]->id == i);
		check_func(&c, p->funcs.v[i]);
	}
	for (size_t i = 0; i < p->clauses.n; i++) {
		MUST(&c, p->clauses.v[i]->id == i);
		check_clause(&c, p->clauses.v[i]);
	}
	return c.wrong;
}

void prog_verify(const struct prog *p)
{
	const char *wrong = prog_wrong(p);

	if (wrong)
		__assert_fail(wrong, __FILE__, __LINE__, __func__);
}
