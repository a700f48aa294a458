/*
 * resolve_expr.c - names in expressions to symbols, functions and builtins; @defined decided
 *
 * Before a name becomes a local it may be an argument of the probe, where the provider says that
 * arguments are plain variables. A branch that @defined makes dead is not even resolved.
 */
#include <string.h>
#include "lang/stap/resolve.h"
#include "lib/regex.h"

/* a plain name that is an argument of the probe: syscall.read's fd, buf_uaddr, retval */
static bool probe_arg(struct scope *sc, struct node *n)
{
	if (!sc->h || !sc->h->provider->script_args || scope_written(sc, n->name))
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

/* ---- the script's arguments: argc, and argv[N] ---- */

static struct node *text_node(struct scope *sc, const char *text, const struct node *like)
{
	struct node *n = arena_new_of(sc->s->arena, struct node);

	*n = (struct node){ .kind = N_STR, .str = text, .len = strlen(text), .span = like->span, .at = like->at,
			    .depth = 1 };
	return n;
}

static void count_args(struct scope *sc, struct node *n)
{
	*n = (struct node){ .kind = N_NUM, .num = sc->s->c->nargs, .span = n->span, .at = n->at, .depth = 1,
			    .is_stmt = n->is_stmt };
}

/* the first comparison of an index that may act (++i) sets a local, the others read it; NULL: one is all */
static struct node *arg_index(struct scope *sc, struct node *index, struct sym *kept, bool first)
{
	if (!kept)
		return node_clone(sc->s->arena, index);
	struct node *name = text_node(sc, "", index), *set = text_node(sc, "", index);

	name->kind = N_NAME;
	name->name = kept->name;
	name->sym = kept;
	if (!first)
		return name;
	set->kind = N_ASSIGN;
	set->op = TK_SET;
	set->a = name;
	set->b = index;
	set->depth = index->depth + 1;
	return set;
}

static struct sym *arg_local(struct scope *sc, const struct node *index)
{
	size_t nlocals = sc->h ? sc->h->locals.n : sc->f->locals.n;
	const char *name = arena_printf(sc->s->arena, "%%argv%zu", nlocals);

	return scope_lookup(sc, arena_intern(sc->s->arena, name, strlen(name)), index->span);
}

/* argv[i]: i == 1 ? "one" : i == 2 ? "two" : "" */
static void choose_arg(struct scope *sc, struct node *n)
{
	const struct compile *c = sc->s->c;
	struct node *index = n->args.v[0], *value = text_node(sc, "", n);
	bool acts = index->kind != N_NUM && index->kind != N_NAME;
	struct sym *kept = acts && c->nargs > 1 ? arg_local(sc, index) : NULL;

	for (unsigned i = acts && !c->nargs ? 1 : c->nargs; i > 0; i--) {
		struct node *cond = text_node(sc, "", n), *same = text_node(sc, "", n), *number = text_node(sc, "", n);

		number->kind = N_NUM;
		number->num = i;
		same->kind = N_BINARY;
		same->op = TK_EQ;
		same->a = arg_index(sc, index, kept, i == 1);
		same->b = number;
		cond->kind = N_COND;
		cond->a = same;
		cond->b = text_node(sc, i <= c->nargs ? c->args[i - 1] : "", n);
		cond->c = value;
		value = cond;
		if (index->kind == N_NUM && index->num == i) {
			value = cond->b;
			break;
		}
	}
	if (index->kind == N_NUM && value->kind == N_COND)
		value = text_node(sc, "", n);
	value->is_stmt = n->is_stmt;
	*n = *value;
	resolve_node(sc, n, READ);
}

/* names of the library that stand for what the command line says */
static const struct { const char *name; enum node_kind kind; void (*expand)(struct scope *, struct node *); } arg_words[] = {
	{ "argc", N_NAME, count_args },
	{ "argv", N_INDEX, choose_arg },
};

static bool script_arg(struct scope *sc, struct node *n)
{
	for (size_t i = 0; n->name && i < sizeof(arg_words) / sizeof(arg_words[0]); i++) {
		if (arg_words[i].kind != n->kind || strcmp(arg_words[i].name, n->name) != 0)
			continue;
		if (scope_local(sc, n->name) || scope_global(sc, n->name) ||
		    (n->kind == N_INDEX && (n->args.n != 1 || !n->args.v[0])))
			return false;
		sc->s->c->args_used = UINT64_MAX;
		arg_words[i].expand(sc, n);
		return true;
	}
	return false;
}

static void resolve_name(struct scope *sc, struct node *n, enum mode mode)
{
	struct sym *local = scope_local(sc, n->name);

	if (n->sym) {			/* made here, no name of the script's */
		scope_mark(sc, n->sym, mode, n->span);
		return;
	}
	if (mode == READ && script_arg(sc, n))
		return;
	if (!local && !scope_global(sc, n->name) && mode == READ &&
	    (sysvar_resolve(sc, n) || probe_arg(sc, n)))
		return;
	n->sym = scope_lookup(sc, n->name, n->span);
	scope_mark(sc, n->sym, mode, n->span);
}

void resolve_args(struct scope *sc, struct node *n)
{
	for (size_t i = 0; i < n->args.n; i++)
		if (n->args.v[i])
			resolve_node(sc, n->args.v[i], READ);
}

void resolve_array(struct scope *sc, struct node *n, size_t arity, enum mode mode)
{
	if (n->sym) {			/* made here, no name of the script's */
		scope_mark(sc, n->sym, mode, n->span);
		return;
	}
	struct sym *sym = scope_local(sc, n->name);

	if (!sym || !sym->is_param)
		sym = scope_global(sc, n->name);
	if (!sym || !sym->is_global) {
		sem_error(sc->s, n->span, ERR_STAP_NAME,
			   "unresolved arity-%zu global array %s, missing global declaration?", arity, n->name);
		sym = scope_new_sym(sc->s, n->name, n->span);
		sym->type = VT_LONG;
		n->bad = true;
	}
	n->sym = sym;
	scope_mark(sc, sym, mode, n->span);
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

bool node_truth(const struct node *n, bool *ret)
{
	int64_t value;

	if (node_const(n, &value)) {
		*ret = value != 0;
		return true;
	}
	if (n && n->kind == N_UNARY && n->op == TK_NOT && node_truth(n->a, ret)) {
		*ret = !*ret;
		return true;
	}
	if (!n || n->kind != N_BINARY || (n->op != TK_ANDAND && n->op != TK_OROR))
		return false;
	return (node_truth(n->a, ret) || node_truth(n->b, ret)) && *ret == (n->op == TK_OROR);
}

struct sym *extract_sym(const struct node *n)
{
	return n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;
}

static int sym_use(struct sema *s, struct sym *sym, const struct aggfn *fn, const int64_t *params, unsigned n)
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

	if (wrong && fn->is_hist) {	/* a program that cannot start; others stand for its bounds */
		sym->impossible = wrong;
		sym->impossible_at = n->span;
		params[0] = params[1] = 0;
		params[2] = 1;
	} else if (wrong) {
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

	if (name->kind != N_NAME) {
		sem_error(sc->s, name->span, ERR_STAP_TYPE, "expected a statistic or an element of one");
		n->bad = true;
		n->a = name = arena_dup(sc->s->arena, name, sizeof(*name));
		name->kind = N_NAME;
		name->name = "";
		name->sym = scope_new_sym(sc->s, "", name->span);
		return;
	}
	resolve_array(sc, name, n->a->kind == N_INDEX ? n->a->args.n : 0, READ);
	if (n->a->kind == N_INDEX)
		resolve_args(sc, n->a);
	extract_params(sc, n, name->sym);
}

void resolve_lvalue(struct scope *sc, struct node *n, enum mode mode)
{
	if (n->kind == N_NAME || (n->kind == N_INDEX && n->a->kind == N_NAME)) {
		resolve_node(sc, n, mode);
		return;
	}
	if (target_is_path(n))
		sem_error(sc->s, n->span, ERR_OP_WRITE,
			   "a target variable cannot be deleted");
	else
		sem_error(sc->s, n->span, ERR_OP_LVAL, "expected a variable to assign to");
	n->bad = true;
	resolve_node(sc, n, READ);
}

/* a statement's x += 1 does not count as reading x: it is still printed at the end */
static void resolve_assign(struct scope *sc, struct node *n)
{
	scope_take_text(sc, n->a);
	if (!scope_may_set_text(sc, n))
		return;
	if (target_is_path(n->a)) {
		resolve_target_write(sc, n);
		return;
	}
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
	struct sym *sym = n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;

	if (n->kind == N_ASSIGN && n->op == TK_SET && sym)
		sym_holds(sym, pointer_type(sc->s, sc->ctx, n->b));
	if (!n->is_stmt && sym && !(n->kind == N_ASSIGN && n->op == TK_SET))	/* a = b = 0 reads neither */
		sym->read = true;
}

static void resolve_cond(struct scope *sc, struct node *n)
{
	int64_t value;
	bool truth;

	resolve_node(sc, n->a, READ);
	if (node_truth(n->a, &truth)) {		/* the dead branch need not even resolve */
		struct node *live = truth ? n->b : n->c;

		resolve_node(sc, live, READ);
		if (node_const(n->a, &value))
			*n = *live;
		else				/* the condition has its effects */
			n->b = n->c = live;
		return;
	}
	resolve_node(sc, n->b, READ);
	resolve_node(sc, n->c, READ);
}

static void set_number(struct node *n, int64_t value)
{
	n->kind = N_NUM;
	n->num = value;
}

/* made of literal numbers */
static bool is_literal(const struct node *n)
{
	return n->kind == N_NUM || (n->kind == N_UNARY && is_literal(n->a)) ||
	       (n->kind == N_BINARY && is_literal(n->a) && is_literal(n->b));
}

/* the original folds what is constant, and this operator it cannot */
static void check_folds(struct scope *sc, struct node *n)
{
	if (n->op != TK_USHR || sc->s->c->unoptimized || !is_literal(n))
		return;
	n->bad = true;
	sem_error(sc->s, n->at, ERR_STAP_TYPE, "unsupported binary operator >>>");
}

/*
 * The right side of && and || need not even resolve where the left one decides, as with ?: and if:
 * "n > 1 && @defined($x) && $x > 1".
 */
static void resolve_binary(struct scope *sc, struct node *n)
{
	bool logical = n->op == TK_ANDAND || n->op == TK_OROR, truth;
	int64_t a, b;

	resolve_node(sc, n->a, READ);
	if (logical && node_truth(n->a, &truth) && truth == (n->op == TK_OROR)) {
		if (node_const(n->a, &a))
			set_number(n, truth);
		else
			*n = *n->a;
		return;
	}
	resolve_node(sc, n->b, READ);
	check_folds(sc, n);
	if (!node_const(n->a, &a) || !node_const(n->b, &b))
		return;
	if (logical)
		set_number(n, b != 0);
	else if (n->op == TK_EQ || n->op == TK_NE)
		set_number(n, (a == b) == (n->op == TK_EQ));
}

static void resolve_unary(struct scope *sc, struct node *n)
{
	int64_t value;

	resolve_node(sc, n->a, READ);
	if (n->op == TK_NOT && node_const(n->a, &value))
		set_number(n, !value);
}

static void compile_regex(struct scope *sc, struct node *n)
{
	const char *why = NULL;
	size_t at = 0;

	if (n->regex || n->b->kind != N_STR)
		return;
	n->regex = regex_compile(sc->s->arena, n->b->str, n->b->len, &at, &why);
	if (!n->regex)
		sem_error(sc->s, n->b->span, ERR_STAP_CONTEXT, "regex compilation error (at position %zu): %s", at, why);
}

void resolve_node(struct scope *sc, struct node *n, enum mode mode)
{
	scope_take_text(sc, n);
	if (n->kind == N_TARGET || n->kind == N_MEMBER || n->kind == N_SUBSCRIPT || n->kind == N_ADDR)
		resolve_older(sc, n);
	switch (n->kind) {
	case N_NUM: case N_STR: case N_EMBED:
		break;
	case N_TARGET:
		if (!resolve_pretty(sc, n))
			resolve_entry_target(sc, n);
		break;
	case N_NAME:
		if (!n->arg && (mode != READ || !resolve_pretty(sc, n)))
			resolve_name(sc, n, mode);
		break;
	case N_INDEX:
		resolve_index(sc, n, mode);
		break;
	case N_CAST: case N_VAR:
		if (!resolve_pretty(sc, n))
			resolve_args(sc, n);
		break;
	case N_MEMBER:
		if (!resolve_pretty(sc, n) && !resolve_entry_target(sc, n))
			resolve_node(sc, n->a, READ);
		break;
	case N_ADDR:
		if (!resolve_entry_target(sc, n))
			resolve_node(sc, n->a, READ);
		break;
	case N_UNARY:
		resolve_unary(sc, n);
		break;
	case N_SUBSCRIPT:
		if (resolve_pretty(sc, n) || resolve_entry_target(sc, n))
			break;
		resolve_node(sc, n->a, READ);
		resolve_node(sc, n->b, READ);
		break;
	case N_BINARY:
		if (n->op == TK_MATCH || n->op == TK_NMATCH)
			compile_regex(sc, n);
		resolve_binary(sc, n);
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
	}
}
