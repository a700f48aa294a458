/*
 * infer.c - long, string or stats for every symbol, function and expression
 *
 * Whole program, repeated until nothing new is found out. A conflict is reported where it is seen,
 * with a note at the place that decided the type first.
 * Semantics: SystemTap Language Reference, "Data types"; messages follow the original's.
 */
#include "lang/stap/infer.h"

enum value_type infer_wish(const struct node *n, enum value_type t)
{
	return n->seen && n->type == VT_UNKNOWN ? t : VT_UNKNOWN;
}

/* ---- agreement ---- */

static void first_inferred(struct infer *in, struct span at, enum value_type t)
{
	if (at.src)
		diag_note(in->s->c->diag, at, "type was first inferred here (%s)", value_type_str(t));
}

/* the token that names an expression: of an operation its operator, of $x->y the $x */
static struct span name_of(const struct node *n)
{
	bool has_operator = n->kind == N_BINARY || n->kind == N_COND || n->kind == N_ASSIGN ||
			    n->kind == N_STEP || n->kind == N_IN;

	return has_operator ? n->at : n->span;
}

static void mismatch(struct infer *in, struct node *n, enum value_type want, enum value_type found)
{
	if (n->bad)
		return;
	n->bad = true;
	if (n->kind != N_CALL)
		sem_error(in->s, name_of(n), ERR_STAP_TYPE, "type mismatch: expected %s but found %s",
			  value_type_str(want), value_type_str(found));
	else if (sem_error(in->s, n->span, ERR_STAP_TYPE, "type mismatch (%s)", value_type_str(want)) &&
		 n->func)
		first_inferred(in, n->func->type_at, found);
}

/* what n needs is another type than the slot got before; literals have theirs by themselves */
static void conflict(struct infer *in, struct node *n, enum value_type known, const struct span *at,
		     enum value_type t, int index)
{
	struct diag *d = in->s->c->diag;
	const char *which = index < 0 ? "" : arena_printf(in->s->arena, "index %d ", index);
	bool literal = n->kind == N_NUM || n->kind == N_STR, out;

	n->bad = true;
	if (literal)
		out = sem_error(in->s, n->span, ERR_STAP_TYPE, "type mismatch: expected %s but found %s",
				value_type_str(known), value_type_str(t));
	else
		out = sem_error(in->s, name_of(n), ERR_STAP_TYPE, "%stype mismatch (%s)", which,
				value_type_str(t));
	if (!out)
		return;
	if (literal && (at || index >= 0))
		diag_note(d, n->span, "%stype mismatch (%s)", which, value_type_str(t));
	if (at)
		first_inferred(in, *at, known);
}

enum value_type infer_settle(struct infer *in, enum value_type *slot, struct span *at,
			      enum value_type t, struct node *n, int index)
{
	if (t == VT_UNKNOWN || *slot == t)
		return *slot;
	if (*slot == VT_UNKNOWN) {
		*slot = t;
		if (at)
			*at = name_of(n);
		in->s->changed = true;
	} else if (!n->bad) {
		conflict(in, n, *slot, at, t, index);
	}
	return *slot;
}

/* one with a size is an array, of whatever arity */
static bool sized_scalar(struct infer *in, const struct sym *sym, size_t arity, struct node *n)
{
	if (arity || !sym->decl || !sym->decl->has_size)
		return false;
	if (!n->bad)
		sem_error(in->s, n->span, ERR_STAP_ARITY, "inconsistent arity (1 vs 0)");
	n->bad = true;
	return true;
}

bool infer_arity(struct infer *in, struct sym *sym, size_t arity, struct node *n)
{
	if (sized_scalar(in, sym, arity, n))
		return false;
	if (sym->arity < 0) {
		sym->arity = (int)arity;
		sym->arity_at = n->span;
		for (size_t i = 0; i < arity; i++) {
			vec_push(in->s->arena, &sym->keys, VT_UNKNOWN);
			vec_push(in->s->arena, &sym->keys_at, ((struct span){ 0 }));
		}
		in->s->changed = true;
	}
	if ((size_t)sym->arity == arity)
		return true;
	if (!n->bad) {
		n->bad = true;
		if (sem_error(in->s, n->span, ERR_STAP_ARITY, "inconsistent arity (%d vs %zu)",
			      sym->arity, arity))
			diag_note(in->s->c->diag, sym->arity_at, "arity %d first inferred here", sym->arity);
	}
	return false;
}

/* keys given to an array agree with its key types, in both directions */
static void infer_keys(struct infer *in, struct sym *sym, struct node *const *keys, size_t nkeys,
		       struct node *n)
{
	bool ok = infer_arity(in, sym, nkeys, n);

	for (size_t i = 0; i < nkeys; i++) {
		if (!keys[i])
			continue;
		enum value_type known = ok ? sym->keys.v[i] : VT_UNKNOWN;
		enum value_type t = infer(in, keys[i], infer_wish(keys[i], known));

		if (ok)
			infer_settle(in, &sym->keys.v[i], &sym->keys_at.v[i], t, keys[i], (int)i);
	}
}

/* ---- expressions ---- */

enum value_type infer_var(struct infer *in, struct node *n, enum value_type want)
{
	if (n->kind == N_NAME) {
		if (n->arg)
			return n->arg_user ? VT_STRING : VT_LONG;
		if (!n->sym || !infer_arity(in, n->sym, 0, n))
			return VT_UNKNOWN;
		return infer_settle(in, &n->sym->type, &n->sym->type_at, want, n, NO_INDEX);
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
	return infer_settle(in, &n->a->sym->type, &n->a->sym->type_at, want, n, NO_INDEX);
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
		enum value_type a = infer(in, n->a, infer_wish(n->a, n->b->type));
		enum value_type b = infer(in, n->b, infer_wish(n->b, a));

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
	enum value_type r = infer(in, n->b, infer_wish(n->b, l));
	struct sym *sym = n->a->kind == N_INDEX ? n->a->a->sym : n->a->sym;

	if (sym && l != VT_STATS && sym->type != VT_STATS)
		l = infer_settle(in, &sym->type, &sym->type_at, r, n->a, NO_INDEX);
	n->a->type = l;
	return l;
}

static enum value_type infer_cond(struct infer *in, struct node *n, enum value_type want)
{
	infer(in, n->a, VT_LONG);
	enum value_type b = infer(in, n->b, want ? want : infer_wish(n->b, n->c->type));
	enum value_type c = infer(in, n->c, want ? want : infer_wish(n->c, b));

	if (b && c && b != c)
		sides_disagree(in, n, b, c);
	return b ? b : c;
}

static enum value_type infer_kind(struct infer *in, struct node *n, enum value_type want)
{
	switch (n->kind) {
	case N_NUM: case N_AT:
		return VT_LONG;
	case N_STR:
		return VT_STRING;
	case N_EMBED:
		return embed_says(n->str, "/* string */") ? VT_STRING : VT_LONG;
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

enum value_type infer(struct infer *in, struct node *n, enum value_type want)
{
	enum value_type t = infer_kind(in, n, want);

	n->seen = true;
	if (t && !n->type) {
		n->type = t;
		in->s->changed = true;
	}
	if (!n->is_stmt && infer_no_value(n))
		infer_complain(in, n, ERR_STAP_TYPE,
			 arena_printf(in->s->arena, "function '%s' has no value", n->name));
	if (want && t && want != t)
		mismatch(in, n, want, t);
	return t;
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
		infer_overload(&in, s->funcs.v[i]);
	}
}

static void unresolved(struct sema *s, const struct sym *sym)
{
	if (!sym->read && !sym->written)
		return;
	if (sym->type == VT_UNKNOWN)
		sem_error(s, sym->span, ERR_STAP_UNRESOLVED, "unresolved type ");
	for (size_t i = 0; i < sym->keys.n; i++)
		if (sym->keys.v[i] == VT_UNKNOWN)
			sem_error(s, sym->span, ERR_STAP_UNRESOLVED,
				  "unresolved type of index %zu of array '%s'", i, sym->name);
}

static void check_global(struct sema *s, const struct sym *sym)
{
	if (sym->arity > 0 && sym->decl->has_init)
		sem_error(s, sym->decl->span, ERR_STAP_TYPE, "an array has no initial value");
	if (sym->decl->wrap && sym->arity == 0)
		sem_error(s, sym->decl->span, ERR_STAP_TYPE, "wrapping not supported for scalars");
}

void stap_check_globals(struct sema *s)
{
	for (size_t i = 0; i < s->globals.n; i++)
		check_global(s, s->globals.v[i]);
}

void stap_infer_known(struct sema *s)
{
	for (unsigned round = 0; round < 2 || s->changed; round++) {
		s->changed = false;
		infer_round(s);
	}
}

void stap_infer(struct sema *s)
{
	stap_infer_known(s);

	/* most of what is unknown then is so because of those errors, or of handlers left out */
	if (diag_failed(s->c->diag) || s->passed_over)
		return;
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
			sem_error(s, f->decl->span, ERR_STAP_UNRESOLVED, "unresolved type ");
	}
}
