/*
 * lower_expr.c - typed expressions to prog; assignments and ++ become statements
 *
 * An assignment inside an expression is E_SEQ: statements, then the value. Keys that are used twice
 * (a[f()] += 1) are evaluated once, into hidden locals.
 */
#include <string.h>
#include "lang/eval/format.h"
#include "lang/stap/lower.h"
#include "lib/regex.h"

/* ---- types and variables ---- */

const struct type *lower_type(struct lower *l, enum value_type t, uint64_t bound)
{
	if (t == VT_STATS)
		return &type_stat;
	if (t != VT_STRING)
		return &type_int64;
	uint64_t least = l->s->strsize < 8 ? l->s->strsize : 8;

	return type_string(l->s->arena, bound < least ? least : bound);
}

static void add_local(struct lower *l, struct var *v)
{
	if (l->h) {
		v->id = (unsigned)l->h->clause->locals.n;
		vec_push(l->s->arena, &l->h->clause->locals, v);
	} else {
		v->id = (unsigned)l->f->func->locals.n;
		vec_push(l->s->arena, &l->f->func->locals, v);
	}
}

static void global_facts(struct lower *l, struct var *v, const struct sym *sym)
{
	const struct global_decl *g = sym->decl;

	v->max_entries = g->has_size ? (size_t)g->size : 0;
	v->wrap = g->wrap;
	v->hidden = g->thread || g->made;
	v->has_init = g->has_init;
	if (g->init && g->init->kind == N_STR)
		v->init_str = g->init->str;
	else if (g->init)
		v->init = g->init->num;
	for (size_t i = 0; i < sym->keys.n; i++) {
		uint64_t bound = i < sym->key_bounds.n ? sym->key_bounds.v[i] : 0;

		vec_push(l->s->arena, &v->keys, lower_type(l, sym->keys.v[i], bound));
	}
	for (size_t i = 0; i < sym->uses.n; i++)
		vec_push(l->s->arena, &v->aggs, sym->uses.v[i]);
	if (sym->type == VT_STATS && v->aggs.n == 0)
		lower_use(l, v, agg_find_stap("count"));
}

struct var *lower_sym(struct lower *l, struct sym *sym)
{
	if (sym->var)
		return sym->var;
	sym->var = prog_var(l->p, sym->name, !sym->is_global ? V_LOCAL :
			    sym->decl && sym->decl->thread ? V_THREAD : V_GLOBAL,
			    lower_type(l, sym->type, sym->bound), sym->span);
	sym->var->impossible = sym->impossible;
	sym->var->impossible_at = sym->impossible_at;
	if (sym == l->s->text) {
		sym->var->hidden = true;
		l->p->text = sym->var;
	} else if (sym->is_global)
		global_facts(l, sym->var, sym);
	else
		add_local(l, sym->var);
	return sym->var;
}

struct var *lower_temp(struct lower *l, const struct type *t, struct span at)
{
	struct var *v = prog_var(l->p, arena_printf(l->s->arena, "%u", ++l->ntemps), V_LOCAL, t, at);

	v->hidden = true;
	add_local(l, v);
	return v;
}

struct expr *lower_var(struct lower *l, struct var *v, struct span at)
{
	struct expr *e = prog_expr(l->p, E_VAR, v->type, at);

	e->var = v;
	return e;
}

void lower_set(struct lower *l, struct block *b, struct expr *to, struct expr *value, struct span at)
{
	struct stmt *s = prog_stmt(l->p, S_SET, at);

	s->to = to;
	s->value = value;
	prog_add(l->p, b, s);
}

unsigned lower_use(struct lower *l, struct var *v, const struct aggfn *fn)
{
	struct agg_use use = { .fn = fn, .nparams = fn->nparams };

	agg_default_params(fn, use.params, 0);
	for (size_t i = 0; i < v->aggs.n; i++)
		if (v->aggs.v[i].fn == fn)
			return (unsigned)i;
	vec_push(l->s->arena, &v->aggs, use);
	return (unsigned)v->aggs.n - 1;
}

struct expr *lower_elem(struct lower *l, enum expr_kind k, struct sym *sym, struct node *const *keys,
			size_t nkeys, struct span at)
{
	struct var *v = lower_sym(l, sym);
	struct expr *e = prog_expr(l->p, k, k == E_IN ? &type_int64 : v->type, at);

	e->var = v;
	for (size_t i = 0; i < nkeys; i++)
		vec_push(l->s->arena, &e->args, keys[i] ? lower_expr(l, keys[i]) : NULL);
	return e;
}

/* ---- assignments ---- */

static struct expr *long_const(struct lower *l, int64_t n, struct span at)
{
	return prog_const(l->p, n, &type_int64, at);
}

/* can be evaluated twice for nothing, with the same result */
static bool is_leaf(const struct expr *e)
{
	if (e->kind == E_CAST)
		return is_leaf(e->a);
	return e->kind == E_CONST || e->kind == E_STR || e->kind == E_CTX ||
	       (e->kind == E_VAR && e->var->storage == V_LOCAL);
}

static struct expr *to_temp(struct lower *l, struct expr *e, struct block *b)
{
	struct var *v = lower_temp(l, e->type, e->span);

	lower_set(l, b, lower_var(l, v, e->span), e, e->span);
	return lower_var(l, v, e->span);
}

struct expr *lower_once(struct lower *l, struct expr *e, struct block *b)
{
	return is_leaf(e) ? e : to_temp(l, e, b);
}

struct change { const struct sym *sym; bool unoptimized, any, own; };

static bool find_change(struct node *n, void *ctx)
{
	struct change *c = ctx;
	const struct node *to = n->kind == N_ASSIGN || n->kind == N_STEP ? n->a : NULL;

	c->any |= to != NULL;
	if (to && to->kind == N_INDEX)
		to = to->a;
	c->own |= to && to->sym == c->sym;
	if (n->kind == N_CALL && n->func && c->sym->is_global)	/* what acts on what is known of optimized programs only */
		c->own |= n->func->acts || c->unoptimized;
	return true;
}

/* what evaluating n changes, if there is an n: .own: the variable in `to`, .any: some variable here */
static struct change changes(struct lower *l, const struct node *to, struct node *n)
{
	struct change c = { .sym = to->kind == N_INDEX ? to->a->sym : to->sym, .unoptimized = l->s->c->unoptimized };

	node_walk(n, find_change, &c);
	return c;
}

struct expr *lower_copy(struct lower *l, const struct expr *e)
{
	struct expr *c = arena_dup(l->s->arena, e, sizeof(*e));

	if (e->a)
		c->a = lower_copy(l, e->a);
	memset(&c->args, 0, sizeof(c->args));
	for (size_t i = 0; i < e->args.n; i++)
		vec_push(l->s->arena, &c->args, lower_copy(l, e->args.v[i]));
	return c;
}

/*
 * The place that n names; keys are evaluated into b when the place is used more than once.
 * strict: locals too, because what is assigned changes some (a[i] += i++).
 */
static struct expr *place(struct lower *l, struct node *n, struct block *b, bool twice, bool strict)
{
	if (n->kind == N_NAME)
		return lower_var(l, lower_sym(l, n->sym), n->span);
	struct expr *e = lower_elem(l, E_ELEM, n->a->sym, n->args.v, n->args.n, n->span);

	for (size_t i = 0; twice && i < e->args.n; i++)
		if (strict || !is_leaf(e->args.v[i]))
			e->args.v[i] = to_temp(l, e->args.v[i], b);
	return e;
}

static const struct { enum tok_kind tok; enum op op; } op_rows[] = {
	{ TK_PLUS, OP_ADD }, { TK_MINUS, OP_SUB }, { TK_MUL, OP_MUL }, { TK_DIV, OP_DIV }, { TK_MOD, OP_MOD },
	{ TK_SHL, OP_SHL }, { TK_SHR, OP_SHR }, { TK_AND, OP_AND }, { TK_XOR, OP_XOR }, { TK_OR, OP_OR },
	{ TK_ANDAND, OP_ANDAND }, { TK_OROR, OP_OROR }, { TK_LT, OP_LT }, { TK_LE, OP_LE },
	{ TK_GT, OP_GT }, { TK_GE, OP_GE }, { TK_EQ, OP_EQ }, { TK_NE, OP_NE },
	{ TK_ADD_SET, OP_ADD }, { TK_SUB_SET, OP_SUB }, { TK_MUL_SET, OP_MUL }, { TK_DIV_SET, OP_DIV },
	{ TK_MOD_SET, OP_MOD }, { TK_SHL_SET, OP_SHL }, { TK_SHR_SET, OP_SHR }, { TK_AND_SET, OP_AND },
	{ TK_XOR_SET, OP_XOR }, { TK_OR_SET, OP_OR }, { TK_INC, OP_ADD }, { TK_DEC, OP_SUB },
};

static enum op find_op(enum tok_kind t)
{
	for (size_t i = 0; i < sizeof(op_rows) / sizeof(op_rows[0]); i++)
		if (op_rows[i].tok == t)
			return op_rows[i].op;
	return OP_ADD;
}

struct expr *lower_concat(struct lower *l, struct expr *a, struct expr *b, struct span at)
{
	uint64_t n = a->type->size + b->type->size - 1;

	return prog_binary(l->p, OP_CONCAT, a, b,
			   lower_type(l, VT_STRING, n < l->s->strsize ? n : l->s->strsize), at);
}

/* old OP value; the value comes first, and old is what that left: x -= x++ */
static struct expr *updated(struct lower *l, struct node *n, struct expr *old, bool changed, struct block *before)
{
	if (n->kind == N_STEP)
		return prog_binary(l->p, find_op(n->op), old, long_const(l, 1, n->at), &type_int64, n->span);
	struct expr *b = lower_expr(l, n->b);

	if (changed)
		b = lower_once(l, b, before);
	if (n->op == TK_CAT_SET)
		return lower_concat(l, old, b, n->span);
	return prog_binary(l->p, find_op(n->op), old, b, &type_int64, n->span);
}

static void lower_stat(struct lower *l, struct node *n, struct block *b)
{
	struct node *name = n->a->kind == N_INDEX ? n->a->a : n->a;
	struct stmt *s = prog_stmt(l->p, S_AGG, n->span);

	s->to = lower_elem(l, E_VARREF, name->sym, n->a->args.v, n->a->args.n, n->a->span);
	s->use = ~0u;
	vec_push(l->s->arena, &s->args, lower_expr(l, n->b));
	prog_add(l->p, b, s);
}

/* N_ASSIGN or N_STEP; its value if that is wanted, else NULL */
static struct expr *lower_assign(struct lower *l, struct node *n, struct block *b, bool want)
{
	if (n->a->kind != N_NAME && n->a->kind != N_INDEX)
		return long_const(l, 0, n->span);	/* reported */
	if (n->kind == N_ASSIGN && n->op == TK_STAT) {
		lower_stat(l, n, b);
		return NULL;
	}
	bool update = n->kind == N_STEP || n->op != TK_SET;
	struct change c = update ? changes(l, n->a, n->b) : (struct change){ 0 };
	struct expr *to = place(l, n->a, b, update, c.any);

	if (n->a->kind == N_NAME && n->a->sym == l->s->text)
		return lower_made(l, n, to, b);
	struct expr *value = update ? updated(l, n, lower_copy(l, to), c.own, b) : lower_expr(l, n->b);

	if (want)
		value = lower_once(l, value, b);
	if (n->kind == N_ASSIGN && n->op == TK_SET && n->a->kind == N_NAME && !n->a->sym->is_global)
		sym_holds(n->a->sym, pointer_type(l->s, l->ctx, n->b));
	lower_set(l, b, to, value, n->span);
	if (!want)
		return NULL;
	value = lower_copy(l, value);
	if (n->kind == N_STEP && n->postfix)	/* what it was before */
		value = prog_binary(l->p, n->op == TK_INC ? OP_SUB : OP_ADD, value, long_const(l, 1, n->at),
				    &type_int64, n->span);
	return value;
}

static struct expr *assign_value(struct lower *l, struct node *n)
{
	struct block *b = prog_block(l->p);
	struct expr *value = lower_assign(l, n, b, true);

	if (!value)
		return long_const(l, 0, n->span);
	struct expr *e = prog_expr(l->p, E_SEQ, value->type, n->span);

	e->body = b;
	e->a = value;
	return e;
}

/* ---- operators ---- */

/* >>> : the bits as an unsigned number */
static struct expr *logical_shift(struct lower *l, struct node *n)
{
	struct expr *a = prog_cast(l->p, lower_expr(l, n->a), &type_uint64);

	return prog_cast(l->p, prog_binary(l->p, OP_SHR, a, lower_expr(l, n->b), &type_uint64, n->span),
			 &type_int64);
}

static struct expr *lower_match(struct lower *l, struct node *n)
{
	struct expr *e = prog_expr(l->p, E_CALL, &type_int64, n->span);

	if (n->a->kind == N_STR && !l->s->uses_groups)
		return long_const(l, regex_test(n->regex, n->a->str, n->a->len) == (n->op == TK_MATCH), n->span);
	e->builtin = builtin_find(LANG_STAP, l->s->uses_groups ? "=~()" : "=~", 2);
	e->regex = n->regex;
	vec_push(l->s->arena, &e->args, lower_expr(l, n->a));
	vec_push(l->s->arena, &e->args, lower_expr(l, n->b));
	return n->op == TK_MATCH ? e : prog_unary(l->p, OP_NOT, e, &type_int64, n->span);
}

static struct expr *lower_binary(struct lower *l, struct node *n)
{
	if (n->op == TK_USHR)
		return logical_shift(l, n);
	if (n->op == TK_MATCH || n->op == TK_NMATCH)
		return lower_match(l, n);
	struct expr *a = lower_expr(l, n->a), *b = lower_expr(l, n->b);

	if (n->op == TK_DOT)
		return lower_concat(l, a, b, n->span);
	return prog_binary(l->p, find_op(n->op), a, b, &type_int64, n->span);
}

static struct expr *lower_unary(struct lower *l, struct node *n)
{
	struct expr *a = lower_expr(l, n->a);

	if (n->op == TK_PLUS)
		return a;
	if (n->op == TK_MINUS && a->kind == E_CONST)
		return long_const(l, (int64_t)(0 - (uint64_t)a->num), n->span);
	enum op op = n->op == TK_MINUS ? OP_NEG : n->op == TK_NOT ? OP_NOT : OP_BITNOT;

	return prog_unary(l->p, op, a, &type_int64, n->span);
}

static struct expr *lower_cond(struct lower *l, struct node *n)
{
	struct expr *a = lower_expr(l, n->a), *b = lower_expr(l, n->b), *c = lower_expr(l, n->c);
	struct expr *e = prog_expr(l->p, E_COND, b->type->size >= c->type->size ? b->type : c->type, n->span);

	e->a = a;
	e->b = b;
	e->c = c;
	return e;
}

/* ---- statistics ---- */

static struct expr *aggread(struct lower *l, struct node *n, const struct type *t)
{
	struct node *const *keys = n->a->kind == N_INDEX ? n->a->args.v : NULL;
	size_t nkeys = n->a->kind == N_INDEX ? n->a->args.n : 0;
	struct expr *e = lower_elem(l, E_AGGREAD, extract_sym(n), keys, nkeys, n->span);

	e->type = t;
	e->use = (unsigned)n->num;
	return e;
}

struct expr *lower_bucket(struct lower *l, struct node *hist, struct expr *index, struct span at)
{
	struct expr *e = aggread(l, hist, &type_int64);

	e->b = index;
	e->span = at;
	return e;
}

static struct expr *lower_in(struct lower *l, struct node *n)
{
	if (n->a->kind != N_HIST)
		return lower_elem(l, E_IN, n->a->sym, n->args.v, n->args.n, n->span);
	struct expr *index = n->args.n == 1 && n->args.v[0] ? lower_expr(l, n->args.v[0]) :
			     long_const(l, 0, n->span);

	return prog_binary(l->p, OP_NE, lower_bucket(l, n->a, index, n->span), long_const(l, 0, n->span),
			   &type_int64, n->span);
}

static struct expr *lower_index(struct lower *l, struct node *n)
{
	if (n->a->kind == N_HIST)
		return lower_bucket(l, n->a, n->args.n == 1 && n->args.v[0] ? lower_expr(l, n->args.v[0]) :
				    long_const(l, 0, n->span), n->span);
	return lower_elem(l, E_ELEM, n->a->sym, n->args.v, n->args.n, n->span);
}

/* ---- calls ---- */

static struct expr *builtin_arg(struct lower *l, struct node *n, size_t i)
{
	struct node *arg = n->args.v[i];
	const struct sig_arg *a = i < n->sig->nargs ? &n->sig->args[i] : NULL;

	if (arg->kind == N_HIST)
		return aggread(l, arg, &type_stat);
	struct expr *e = lower_expr(l, arg);

	if (a && (a->kind == SA_PTR || a->kind == SA_TASK))
		return prog_cast(l->p, e, &type_void_ptr);
	if (a && a->kind == SA_VALUE)
		return prog_cast(l->p, e, a->type);
	return e;
}

/* %m and %M: the bytes are read where the probe fires; at most as many as a string has when * says it */
static void carry_memory(struct lower *l, const struct format *f, struct expr *call)
{
	for (size_t i = 0; i < f->pieces.n; i++) {
		const struct format_piece *p = &f->pieces.v[i];

		if (!p->conv || p->conv->takes != CONV_BYTES)
			continue;
		size_t at = 1 + (size_t)p->arg + p->width_arg + p->prec_arg;
		uint64_t size = p->prec_arg ? l->s->strsize : p->prec > 0 ? (uint64_t)p->prec : 1;
		struct expr *addr = call->args.v[at];
		struct expr *e = prog_expr(l->p, E_CALL, type_array(l->s->arena, &type_uint8, size), addr->span);
		struct expr *len = p->prec_arg ? lower_copy(l, call->args.v[at - 1]) :
						 long_const(l, (int64_t)size, addr->span);

		e->builtin = builtin_find(LANG_STAP, p->alt ? "__user_bytes" : "__kernel_bytes", 2);
		vec_push(l->s->arena, &e->args, prog_cast(l->p, addr, &type_void_ptr));
		vec_push(l->s->arena, &e->args, len);
		call->args.v[at] = e;
	}
}

/* what a builtin is handed of the firing, besides what the script says */
static struct expr *implied_arg(struct lower *l, const char *name, struct span at)
{
	struct expr *e = prog_expr(l->p, E_CALL, &type_int64, at);
	struct sig sig;

	e->builtin = builtin_find(LANG_STAP, name, 0);
	if (e->builtin && builtin_sig(e->builtin, &sig))
		e->type = sig_type(l->s->arena, &sig.ret, (unsigned)l->s->strsize,
				   (unsigned)l->s->c->options->stackframes);
	return e;
}

/* probefunc() where no probe is about a function */
static struct expr *symbol_there(struct lower *l, struct node *n)
{
	struct expr *e = prog_expr(l->p, E_CALL, lower_type(l, VT_STRING, stap_call_bound(l->s, l->h, n)), n->span);

	e->builtin = builtin_find(LANG_STAP, "symname", 1);
	vec_push(l->s->arena, &e->args, prog_cast(l->p, implied_arg(l, "addr", n->span), &type_void_ptr));
	return e;
}

/* pn() where a pattern's points each have a name of their own: pp() */
static const struct builtin *row_of(const struct lower *l, const struct builtin *b)
{
	const struct handler *h = l->h;

	if (!h || !stap_pn_resolved(h) || h->probes.n < 2 || b != builtin_find(LANG_STAP, "pn", 0))
		return b;
	return builtin_find(LANG_STAP, "pp", 0);
}

/* known, and not to be had: the script is built, but it does not run (lang/builtin/refused.c) */
static struct expr *lower_absent(struct lower *l, const struct node *n)
{
	struct compile *c = l->s->c;

	vec_push(c->arena, &c->refusals, ((struct refusal){
		.pass = 5,
		.at = n->at,
		.tag = ERR_STAP_CONTEXT,
		.message = n->str ? arena_printf(c->arena, "%s cannot be carried out: %s", n->str, n->builtin->help) :
			   arena_printf(c->arena, "function '%s' cannot be carried out: %s", n->name, n->builtin->help),
	}));
	return n->sig->ret.kind == SA_STRING ? prog_str(l->p, "", 0, n->span) : long_const(l, 0, n->span);
}

/* told when C would be made, as in the original: what is not used is not told (reference 4.6) */
static void check_many(struct lower *l, const struct node *n)
{
	enum { PRINTED = 32 };
	struct compile *c = l->s->c;
	int first = n->sig && n->sig->nargs ? n->sig->args[0].kind : SA_VOID;
	size_t values = n->args.n - (first == SA_FMT || first == SA_LIT);

	if (n->prints && values > PRINTED)
		vec_push(c->arena, &c->refusals, ((struct refusal){
			.pass = 3, .at = n->span, .tag = ERR_STAP_ARITY,
			.message = arena_printf(c->arena, "too many arguments to print (%zu)", values),
			.hint = "print them with several calls, 32 in each",
		}));
}

static struct expr *lower_builtin(struct lower *l, struct node *n)
{
	check_many(l, n);
	if (n->builtin->flags & B_ABSENT)
		return lower_absent(l, n);
	if (n->builtin->flags & B_WHERE && stap_without_function(l->h))
		return symbol_there(l, n);
	const struct type *t = sig_type(l->s->arena, &n->sig->ret, (unsigned)l->s->strsize,
					(unsigned)l->s->c->options->stackframes);

	if (type_is_string(t))
		t = lower_type(l, VT_STRING, stap_call_bound(l->s, l->h, n));
	struct expr *e = prog_expr(l->p, E_CALL, t, n->span);

	e->builtin = row_of(l, n->builtin);
	e->fmt = n->fmt;
	e->trusted = n->builtin->flags & B_TRUSTED;
	l->p->destructive |= (n->builtin->flags & B_DESTRUCTIVE) != 0;
	for (size_t i = 0; i < n->args.n; i++)
		vec_push(l->s->arena, &e->args, builtin_arg(l, n, i));
	if (n->fmt)
		carry_memory(l, n->fmt, e);
	if (n->builtin->with)
		vec_push(l->s->arena, &e->args, implied_arg(l, n->builtin->with, n->span));
	return type_is_scalar(t) ? prog_cast(l->p, e, &type_int64) : e;
}

static struct expr *lower_call(struct lower *l, struct node *n)
{
	if (n->builtin)
		return lower_builtin(l, n);
	if (!n->func)
		return long_const(l, 0, n->span);
	struct func *f = lower_func(l, n->func);
	struct expr *e = prog_expr(l->p, E_FCALL, f->result, n->span);

	e->func = f;
	for (size_t i = 0; i < n->args.n; i++)
		vec_push(l->s->arena, &e->args, lower_expr(l, n->args.v[i]));
	return e;
}

/* a call that gives a text, or "ERROR" */
static struct expr *guarded_call(struct lower *l, struct node *n)
{
	struct stmt *s = prog_stmt(l->p, S_TRY, n->span);
	struct expr *text = lower_call(l, n), *e = prog_expr(l->p, E_SEQ, text->type, n->span);
	struct var *temp = lower_temp(l, text->type, n->span);

	s->body = prog_block(l->p);
	s->other = prog_block(l->p);
	lower_set(l, s->body, lower_var(l, temp, n->span), text, n->span);
	lower_set(l, s->other, lower_var(l, temp, n->span), prog_str(l->p, "ERROR", 5, n->span), n->span);
	e->body = prog_block(l->p);
	prog_add(l->p, e->body, s);
	e->a = lower_var(l, temp, n->span);
	return e;
}

static struct expr *lower_name(struct lower *l, struct node *n)
{
	return n->arg ? lower_arg(l, n) : lower_var(l, lower_sym(l, n->sym), n->span);
}

struct expr *lower_expr(struct lower *l, struct node *n)
{
	switch (n->kind) {
	case N_NUM: case N_AT:
		return long_const(l, n->num, n->span);
	case N_EMBED:
		embed_refuse(l->s->c, n);
		return n->type == VT_STRING ? prog_str(l->p, "", 0, n->span) : long_const(l, 0, n->span);
	case N_STR:
		return prog_str(l->p, n->str, strlen(n->str), n->span);	/* a NUL ends it, as in C */
	case N_NAME:
		return lower_name(l, n);
	case N_INDEX:
		return lower_index(l, n);
	case N_TARGET: case N_CAST: case N_VAR: case N_MEMBER: case N_SUBSCRIPT:
		return n->kind == N_CAST ? lower_expr(l, n->args.v[0]) : lower_target(l, n, false);
	case N_ADDR:
		return lower_target(l, n->a, true);
	case N_CALL:
		return n->guarded ? guarded_call(l, n) : lower_call(l, n);
	case N_UNARY:
		return lower_unary(l, n);
	case N_BINARY:
		return lower_binary(l, n);
	case N_COND:
		return lower_cond(l, n);
	case N_ASSIGN: case N_STEP:
		return assign_value(l, n);
	case N_IN:
		return lower_in(l, n);
	case N_EXTRACT:
		return aggread(l, n, &type_int64);
	case N_HIST:
		sem_error(l->s, n->span, ERR_STAP_TYPE,
			  "base histogram operator where expression expected");
		return long_const(l, 0, n->span);
	}
	return long_const(l, 0, n->span);
}

void lower_effect(struct lower *l, struct node *n, struct block *b)
{
	if (n->kind == N_ASSIGN || n->kind == N_STEP) {
		lower_assign(l, n, b, false);
		return;
	}
	struct stmt *s = prog_stmt(l->p, n->throws ? S_THROW : S_DO, n->span);

	s->value = lower_expr(l, n->throws ? n->args.v[0] : n);
	prog_add(l->p, b, s);
	if (n->kind == N_CALL && n->builtin && n->builtin->flags & B_LEAVES)
		prog_add(l->p, b, prog_stmt(l->p, l->f ? S_THROW : S_NEXT, n->span));
}
