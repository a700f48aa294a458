/*
 * infer.c - long, string or stats for every symbol, function and expression
 *
 * Whole program, repeated until nothing new is found out. A conflict is reported where it is seen,
 * with a note at the place that decided the type first.
 * Semantics: SystemTap Language Reference, "Data types"; messages follow the original's.
 */
#include "lang/eval/format.h"
#include "lang/stap/sem.h"

struct infer {
	struct sema *s;
	struct unit_func *f;	/* whose return statements these are; NULL: a handler's */
};

static enum value_type infer(struct infer *in, struct node *n, enum value_type want);

/*
 * What the surroundings want of a node, told to it only if it could not say by itself in the round
 * before: then a conflict is found by who compares, with a better message, and no node is visited
 * twice in a round (nested ones would be visited 2^depth times).
 */
static enum value_type wish(const struct node *n, enum value_type t)
{
	return n->seen && n->type == VT_UNKNOWN ? t : VT_UNKNOWN;
}

/* ---- agreement ---- */

static void mismatch(struct infer *in, struct node *n, enum value_type want, enum value_type found)
{
	if (n->bad)
		return;
	n->bad = true;
	sem_error(in->s, n->span, ERR_STAP_TYPE, "type mismatch: expected %s but found %s",
		  value_type_str(want), value_type_str(found));
}

static void first_inferred(struct infer *in, struct span at, enum value_type t)
{
	if (at.src)
		diag_note(in->s->c->diag, at, "type was first inferred here (%s)", value_type_str(t));
}

/* give a symbol's slot (value or key) a type, or complain at n */
static enum value_type settle(struct infer *in, enum value_type *slot, struct span *at,
			      enum value_type t, struct node *n)
{
	if (t == VT_UNKNOWN || *slot == t)
		return *slot;
	if (*slot == VT_UNKNOWN) {
		*slot = t;
		if (at)
			*at = n->span;
		in->s->changed = true;
	} else if (!n->bad) {
		n->bad = true;
		bool out = sem_error(in->s, n->span, ERR_STAP_TYPE,
				     "type mismatch: expected %s but found %s",
				     value_type_str(*slot), value_type_str(t));

		if (out && at)
			first_inferred(in, *at, *slot);
	}
	return *slot;
}

/* arity of a symbol's use; false after complaining */
static bool settle_arity(struct infer *in, struct sym *sym, size_t arity, struct node *n)
{
	if (sym->arity < 0) {
		sym->arity = (int)arity;
		sym->arity_at = n->span;
		for (size_t i = 0; i < arity; i++)
			vec_push(in->s->arena, &sym->keys, VT_UNKNOWN);
		in->s->changed = true;
	}
	if ((size_t)sym->arity == arity)
		return true;
	if (!n->bad) {
		n->bad = true;
		if (sem_error(in->s, n->span, ERR_STAP_ARITY, "inconsistent arity (%zu vs %d) of '%s'",
			      arity, sym->arity, sym->name))
			diag_note(in->s->c->diag, sym->arity_at, "arity %d first inferred here", sym->arity);
	}
	return false;
}

/* keys given to an array agree with its key types, in both directions */
static void infer_keys(struct infer *in, struct sym *sym, struct node *const *keys, size_t nkeys,
		       struct node *n)
{
	bool ok = settle_arity(in, sym, nkeys, n);

	for (size_t i = 0; i < nkeys; i++) {
		if (!keys[i])
			continue;
		enum value_type known = ok ? sym->keys.v[i] : VT_UNKNOWN;
		enum value_type t = infer(in, keys[i], wish(keys[i], known));

		if (ok)
			settle(in, &sym->keys.v[i], NULL, t, keys[i]);
	}
}

/* ---- expressions ---- */

/* the symbol's value type where n names it or one of its elements; want flows into it */
static enum value_type infer_var(struct infer *in, struct node *n, enum value_type want)
{
	if (n->kind == N_NAME) {
		if (n->arg)
			return n->arg_user ? VT_STRING : VT_LONG;
		if (!n->sym || !settle_arity(in, n->sym, 0, n))
			return VT_UNKNOWN;
		return settle(in, &n->sym->type, &n->sym->type_at, want, n);
	}
	if (n->kind != N_INDEX)
		return infer(in, n, VT_UNKNOWN);	/* not a variable: reported */
	if (n->a->kind == N_HIST) {
		infer(in, n->a, VT_UNKNOWN);
		for (size_t i = 0; i < n->args.n; i++)
			if (n->args.v[i])
				infer(in, n->args.v[i], VT_LONG);
		if (n->args.n != 1 && !n->bad) {
			n->bad = true;
			sem_error(in->s, n->span, ERR_STAP_ARITY, "a histogram has one index");
		}
		return VT_LONG;
	}
	if (!n->a->sym)
		return VT_UNKNOWN;
	infer_keys(in, n->a->sym, n->args.v, n->args.n, n);
	return settle(in, &n->a->sym->type, &n->a->sym->type_at, want, n);
}

static void check_wild(struct infer *in, struct node *n)
{
	for (size_t i = 0; n->kind == N_INDEX && i < n->args.n; i++)
		if (!n->args.v[i] && !n->bad) {
			n->bad = true;
			sem_error(in->s, n->span, ERR_STAP_CONTEXT,
				  "'*' as a key is for 'delete', 'in' and 'foreach' only");
		}
}

static enum value_type infer_value_var(struct infer *in, struct node *n, enum value_type want)
{
	enum value_type t = infer_var(in, n, want == VT_STATS ? VT_UNKNOWN : want);

	check_wild(in, n);
	if (t == VT_STATS && !n->bad) {
		n->bad = true;
		sem_error(in->s, n->span, ERR_STAP_TYPE,
			  "a statistic has no value of its own; use @count, @sum, @min, @max or @avg");
	}
	return t == VT_STATS ? VT_UNKNOWN : t;
}

static bool string_op(enum tok_kind op)
{
	return op == TK_DOT || op == TK_MATCH || op == TK_NMATCH || op == TK_CAT_SET;
}

static bool comparison(enum tok_kind op)
{
	return op == TK_LT || op == TK_GT || op == TK_LE || op == TK_GE || op == TK_EQ || op == TK_NE;
}

static void sides_disagree(struct infer *in, struct node *n, enum value_type a, enum value_type b)
{
	if (n->bad || n->a->bad || n->b->bad)
		return;
	n->bad = true;
	sem_error(in->s, n->at, ERR_STAP_TYPE,
		  "type mismatch: left and right sides don't agree (%s vs %s)",
		  value_type_str(a), value_type_str(b));
}

static enum value_type infer_binary(struct infer *in, struct node *n)
{
	if (comparison(n->op)) {
		enum value_type a = infer(in, n->a, wish(n->a, n->b->type));
		enum value_type b = infer(in, n->b, wish(n->b, a));

		if (a != b && a && b)
			sides_disagree(in, n, a, b);
		return VT_LONG;
	}
	enum value_type t = string_op(n->op) ? VT_STRING : VT_LONG;

	infer(in, n->a, t);
	infer(in, n->b, t);
	return n->op == TK_DOT ? VT_STRING : VT_LONG;
}

static enum value_type infer_assign(struct infer *in, struct node *n, enum value_type want)
{
	if (n->op == TK_STAT) {
		infer_var(in, n->a, VT_STATS);
		check_wild(in, n->a);
		infer(in, n->b, VT_LONG);
		if (!n->is_stmt && !n->bad) {
			n->bad = true;
			sem_error(in->s, n->at, ERR_STAP_TYPE, "'<<<' has no value");
		}
		return VT_UNKNOWN;
	}
	if (n->op != TK_SET) {
		enum value_type t = string_op(n->op) ? VT_STRING : VT_LONG;

		infer_value_var(in, n->a, t);
		infer(in, n->b, t);
		return t;
	}
	enum value_type l = infer_value_var(in, n->a, want);
	enum value_type r = infer(in, n->b, wish(n->b, l));
	struct sym *sym = n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;

	if (sym && l != VT_STATS && sym->type != VT_STATS)
		l = settle(in, &sym->type, &sym->type_at, r, n->b);
	n->a->type = l;
	return l;
}

static enum value_type infer_cond(struct infer *in, struct node *n, enum value_type want)
{
	infer(in, n->a, VT_LONG);
	enum value_type b = infer(in, n->b, want ? want : wish(n->b, n->c->type));
	enum value_type c = infer(in, n->c, want ? want : wish(n->c, b));

	if (b && c && b != c)
		sides_disagree(in, n, b, c);
	return b ? b : c;
}

/* ---- calls ---- */

static enum value_type sig_value(const struct sig_arg *a)
{
	switch (a->kind) {
	case SA_VALUE: case SA_PTR: case SA_CONST: case SA_TASK: case SA_SYM: case SA_USYM:
		return VT_LONG;
	case SA_STRING: case SA_LIT: case SA_FMT:
		return VT_STRING;
	case SA_BYTES: case SA_STACK: case SA_AGG: case SA_ANY: case SA_REST: case SA_VOID:
		return VT_UNKNOWN;
	}
	return VT_UNKNOWN;
}

static void complain(struct infer *in, struct node *n, enum diag_tag tag, const char *what)
{
	if (!n->bad)
		sem_error(in->s, n->span, tag, "%s", what);
	n->bad = true;
}

static bool takes_string(enum conv_takes t)
{
	return t == CONV_STRING;
}

/* arguments after a format have the types that its conversions say */
static void infer_format(struct infer *in, struct node *n, size_t first)
{
	struct node *lit = n->args.v[first - 1];

	if (lit->kind != N_STR) {
		complain(in, n, ERR_PRINTF_ARG_FMT, "the format has to be a string literal");
		return;
	}
	if (!n->fmt && !lit->bad) {
		n->fmt = format_parse(in->s->arena, in->s->c->diag, LANG_STAP, lit->str, lit->len, lit->span);
		lit->bad = !n->fmt;
	}
	if (!n->fmt)
		return;
	if (n->fmt->nargs != n->args.n - first) {
		complain(in, n, n->fmt->nargs > n->args.n - first ? ERR_PRINTF_ARG_PROTO : ERR_PRINTF_ARG_EXTRA,
			 "wrong number of args to formatted print operator");
		return;
	}
	for (size_t i = 0; i < n->fmt->pieces.n; i++) {
		const struct format_piece *p = &n->fmt->pieces.v[i];
		size_t at = first + (size_t)(p->arg < 0 ? 0 : p->arg);

		if (p->width_arg && at < n->args.n)
			infer(in, n->args.v[at++], VT_LONG);
		if (p->prec_arg && at < n->args.n)
			infer(in, n->args.v[at++], VT_LONG);
		if (p->conv && at < n->args.n)
			infer(in, n->args.v[at], takes_string(p->conv->takes) ? VT_STRING : VT_LONG);
	}
}

/* any type: a number, a string, or as the only argument a histogram */
static void infer_any(struct infer *in, struct node *n, struct node *arg)
{
	if (arg->kind == N_HIST && n->args.n == 1) {
		arg->is_stmt = true;	/* printed as a whole */
		infer(in, arg, VT_UNKNOWN);
		return;
	}
	enum value_type t = infer(in, arg, VT_UNKNOWN);

	if (t == VT_STATS)
		complain(in, arg, ERR_STAP_TYPE, "cannot print a raw stats object");
}

static enum value_type infer_builtin(struct infer *in, struct node *n)
{
	for (size_t i = 0; i < n->args.n && !n->bad; i++) {
		const struct sig_arg *a = i < n->sig->nargs ? &n->sig->args[i] : NULL;

		if (a && a->kind == SA_FMT) {
			infer_format(in, n, i + 1);
			break;
		}
		if (a && a->kind == SA_LIT && n->args.v[i]->kind != N_STR)
			complain(in, n->args.v[i], ERR_STAP_TYPE, "expected a string literal");
		else if (!a || a->kind == SA_ANY)
			infer_any(in, n, n->args.v[i]);
		else
			infer(in, n->args.v[i], sig_value(a));
	}
	return sig_value(&n->sig->ret);
}

static enum value_type infer_call(struct infer *in, struct node *n, enum value_type want)
{
	if (n->throws) {
		infer(in, n->args.v[0], VT_STRING);
		return VT_UNKNOWN;
	}
	if (n->builtin)
		return infer_builtin(in, n);
	if (!n->func || n->args.n > n->func->locals.n)
		return VT_UNKNOWN;
	struct unit_func *f = n->func;

	for (size_t i = 0; i < n->args.n; i++) {
		struct sym *p = f->locals.v[i];
		enum value_type t = infer(in, n->args.v[i], wish(n->args.v[i], p->type));

		settle(in, &p->type, &p->type_at, t, n->args.v[i]);
	}
	if (f->returns_value && !n->is_stmt)
		settle(in, &f->type, &f->type_at, want, n);
	return f->type;
}

static bool no_value(const struct node *n)
{
	if (n->kind != N_CALL)
		return false;
	if (n->builtin)
		return n->sig->ret.kind == SA_VOID;
	return n->throws || (n->func && !n->func->returns_value && !n->func->decl->type);
}

static enum value_type infer_kind(struct infer *in, struct node *n, enum value_type want)
{
	switch (n->kind) {
	case N_NUM: case N_EMBED: case N_AT:
		return VT_LONG;
	case N_STR:
		return VT_STRING;
	case N_NAME: case N_INDEX:
		return infer_value_var(in, n, want);
	case N_TARGET: case N_VAR:
		return VT_LONG;
	case N_CAST:
		infer(in, n->args.v[0], VT_LONG);
		return VT_LONG;
	case N_MEMBER: case N_ADDR:
		infer(in, n->a, VT_LONG);
		return VT_LONG;
	case N_SUBSCRIPT:
		infer(in, n->a, VT_LONG);
		infer(in, n->b, VT_LONG);
		return VT_LONG;
	case N_CALL:
		return infer_call(in, n, want);
	case N_UNARY:
		infer(in, n->a, VT_LONG);
		return VT_LONG;
	case N_BINARY:
		return infer_binary(in, n);
	case N_COND:
		return infer_cond(in, n, want);
	case N_ASSIGN:
		return infer_assign(in, n, want);
	case N_STEP:
		infer_value_var(in, n->a, VT_LONG);
		return VT_LONG;
	case N_IN:
		if (n->a->kind == N_HIST)
			infer(in, n->a, VT_UNKNOWN);
		else if (n->a->sym)
			infer_keys(in, n->a->sym, n->args.v, n->args.n, n);
		return VT_LONG;
	case N_EXTRACT: case N_HIST:
		if (n->a->kind == N_NAME || n->a->kind == N_INDEX)
			infer_var(in, n->a, VT_STATS);
		check_wild(in, n->a);
		return n->kind == N_EXTRACT ? VT_LONG : VT_UNKNOWN;
	}
	return VT_UNKNOWN;
}

static enum value_type infer(struct infer *in, struct node *n, enum value_type want)
{
	enum value_type t = infer_kind(in, n, want);

	n->seen = true;
	if (t && !n->type) {
		n->type = t;
		in->s->changed = true;
	}
	if (!n->is_stmt && no_value(n))
		complain(in, n, ERR_STAP_TYPE,
			 arena_printf(in->s->arena, "function '%s' has no value", n->name));
	if (want && t && want != t)
		mismatch(in, n, want, t);
	return t;
}

/* ---- statements ---- */

static void infer_stmt(struct infer *in, struct snode *st);

static void loop_var_type(struct infer *in, struct loop_var *v, enum value_type *slot)
{
	struct node at = { .kind = N_NAME, .span = v->span, .at = v->span, .bad = false };

	if (!v->sym || !settle_arity(in, v->sym, 0, &at))
		return;
	settle(in, &v->sym->type, &v->sym->type_at, *slot, &at);
	settle(in, slot, NULL, v->sym->type, &at);
}

static void stmt_error(struct infer *in, struct snode *st, enum diag_tag tag, struct span at,
		       const char *what)
{
	if (!st->bad)
		sem_error(in->s, at, tag, "%s", what);
	st->bad = true;
}

static void infer_foreach(struct infer *in, struct snode *st)
{
	enum value_type number = VT_LONG;

	if (st->limit)
		infer(in, st->limit, VT_LONG);
	if (st->e->kind == N_HIST) {
		infer(in, st->e, VT_UNKNOWN);
		if (st->keys.n != 1)
			stmt_error(in, st, ERR_STAP_ARITY, st->span, "a histogram has one key");
		for (size_t i = 0; i < st->keys.n; i++)
			loop_var_type(in, &st->keys.v[i], &number);
		if (st->value.name)
			loop_var_type(in, &st->value, &number);
	} else if (st->e->sym && settle_arity(in, st->e->sym, st->keys.n, st->e)) {
		struct sym *sym = st->e->sym;

		for (size_t i = 0; i < st->keys.n; i++)
			loop_var_type(in, &st->keys.v[i], &sym->keys.v[i]);
		if (st->value.name && sym->type == VT_STATS)
			stmt_error(in, st, ERR_STAP_TYPE, st->value.span, "stat locals not supported");
		else if (st->value.name)
			loop_var_type(in, &st->value, &sym->type);
		if (st->has_slice && st->slice.n != st->keys.n)
			stmt_error(in, st, ERR_STAP_ARITY, st->e->span,
				   "a slice has one item for each key of the array");
		for (size_t i = 0; i < st->slice.n && i < sym->keys.n; i++)
			if (st->slice.v[i])
				infer(in, st->slice.v[i], sym->keys.v[i]);
	}
	infer_stmt(in, st->body);
}

static void infer_return(struct infer *in, struct snode *st)
{
	if (!in->f || !st->e)
		return;
	enum value_type t = infer(in, st->e, wish(st->e, in->f->type));

	settle(in, &in->f->type, &in->f->type_at, t, st->e);
}

static void infer_delete(struct infer *in, struct node *n)
{
	if (n->kind == N_INDEX && n->a->kind == N_NAME)
		infer_var(in, n, VT_UNKNOWN);
	else if (n->kind != N_NAME)
		infer(in, n, VT_UNKNOWN);
}

static void infer_stmt(struct infer *in, struct snode *st)
{
	enum value_type string = VT_STRING;

	switch (st->kind) {
	case SN_EMPTY: case SN_BREAK: case SN_CONTINUE: case SN_NEXT:
		break;
	case SN_BLOCK:
		for (size_t i = 0; i < st->list.n; i++)
			infer_stmt(in, st->list.v[i]);
		break;
	case SN_EXPR:
		infer(in, st->e, VT_UNKNOWN);
		break;
	case SN_IF:
		infer(in, st->e, VT_LONG);
		infer_stmt(in, st->body);
		if (st->other)
			infer_stmt(in, st->other);
		break;
	case SN_WHILE: case SN_FOR:
		if (st->init)
			infer(in, st->init, VT_UNKNOWN);
		if (st->e)
			infer(in, st->e, VT_LONG);
		if (st->step)
			infer(in, st->step, VT_UNKNOWN);
		infer_stmt(in, st->body);
		break;
	case SN_FOREACH:
		infer_foreach(in, st);
		break;
	case SN_RETURN:
		infer_return(in, st);
		break;
	case SN_DELETE:
		infer_delete(in, st->e);
		break;
	case SN_TRY:
		infer_stmt(in, st->body);
		if (st->caught.name)
			loop_var_type(in, &st->caught, &string);
		infer_stmt(in, st->other);
		break;
	}
}

/* ---- all of it ---- */

static void infer_round(struct sema *s)
{
	for (size_t i = 0; i < s->handlers.n; i++) {
		struct infer in = { .s = s };
		struct handler *h = s->handlers.v[i];

		for (size_t k = 0; k < h->conds.n; k++)
			infer(&in, h->conds.v[k].body->e, VT_LONG);
		for (size_t k = 0; k < h->pieces.n; k++)
			infer_stmt(&in, h->pieces.v[k].body);
	}
	for (size_t i = 0; i < s->funcs.n; i++) {
		struct infer in = { .s = s, .f = s->funcs.v[i] };

		infer_stmt(&in, s->funcs.v[i]->body);
	}
}

static void unresolved(struct sema *s, const struct sym *sym)
{
	if (!sym->read && !sym->written)
		return;
	if (sym->type == VT_UNKNOWN)
		sem_error(s, sym->span, ERR_STAP_UNRESOLVED, "unresolved type: identifier '%s'", sym->name);
	for (size_t i = 0; i < sym->keys.n; i++)
		if (sym->keys.v[i] == VT_UNKNOWN)
			sem_error(s, sym->span, ERR_STAP_UNRESOLVED,
				  "unresolved type: index %zu of array '%s'", i, sym->name);
}

static void check_global(struct sema *s, const struct sym *sym)
{
	if (sym->arity > 0 && sym->decl->has_init)
		sem_error(s, sym->decl->span, ERR_STAP_TYPE, "an array has no initial value");
	if (sym->decl->wrap && sym->arity == 0)
		sem_error(s, sym->decl->span, ERR_STAP_TYPE, "wrapping not supported for scalars");
	if (sym->read && !sym->written && !sym->decl->has_init)
		diag_warn(s->c->diag, sym->span, "never-assigned global variable '%s'", sym->name);
}

void stap_check_globals(struct sema *s)
{
	for (size_t i = 0; i < s->globals.n; i++)
		check_global(s, s->globals.v[i]);
}

void stap_infer(struct sema *s)
{
	for (unsigned round = 0; round < 2 || s->changed; round++) {
		s->changed = false;
		infer_round(s);
	}

	if (diag_failed(s->c->diag))
		return;		/* most of what is unknown now is so because of those errors */
	for (size_t i = 0; i < s->globals.n; i++)
		unresolved(s, s->globals.v[i]);
	for (size_t i = 0; i < s->handlers.n; i++)
		for (size_t k = 0; k < s->handlers.v[i]->locals.n; k++)
			unresolved(s, s->handlers.v[i]->locals.v[k]);
	for (size_t i = 0; i < s->funcs.n; i++) {
		struct unit_func *f = s->funcs.v[i];

		for (size_t k = 0; k < f->locals.n; k++)
			unresolved(s, f->locals.v[k]);
		if (f->returns_value && f->type == VT_UNKNOWN)
			sem_error(s, f->decl->span, ERR_STAP_UNRESOLVED,
				  "unresolved type: function '%s'", f->decl->name);
	}
}
