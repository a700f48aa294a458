/*
 * infer_call.c - types of what calls take and give
 */
#include "lang/eval/format.h"
#include "lang/stap/infer.h"

enum value_type infer_sig(const struct sig_arg *a)
{
	switch (a->kind) {
	case SA_VALUE: case SA_PTR: case SA_MEM: case SA_CONST: case SA_TASK: case SA_SYM: case SA_USYM:
		return VT_LONG;
	case SA_STRING: case SA_LIT: case SA_FMT:
		return VT_STRING;
	case SA_BYTES: case SA_STACK: case SA_AGG: case SA_ANY: case SA_REST: case SA_VOID:
		return VT_UNKNOWN;
	}
	return VT_UNKNOWN;
}

void infer_complain(struct infer *in, struct node *n, enum diag_tag tag, const char *what)
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
		infer_complain(in, n, ERR_PRINTF_ARG_FMT, "the format has to be a string literal");
		return;
	}
	if (!n->fmt && !lit->bad) {
		n->fmt = format_parse(in->s->arena, in->s->c->diag, LANG_STAP, lit->str, lit->len, lit->span);
		lit->bad = !n->fmt;
	}
	if (!n->fmt)
		return;
	if (n->fmt->nargs != n->args.n - first) {
		bool few = n->fmt->nargs > n->args.n - first;

		infer_complain(in, n, few ? ERR_PRINTF_ARG_PROTO : ERR_PRINTF_ARG_EXTRA,
			       "Wrong number of args to formatted print operator");
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
	const struct sym *sym = arg->kind == N_NAME ? arg->sym : arg->kind == N_INDEX ? arg->a->sym : NULL;

	if (sym && sym->type == VT_STATS && sym->arity == (int)(arg->kind == N_INDEX ? arg->args.n : 0))
		infer_complain(in, arg, ERR_STAP_TYPE, "cannot print a raw stats object");
	else
		infer(in, arg, VT_UNKNOWN);
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
			infer_complain(in, n->args.v[i], ERR_STAP_TYPE, "expected a string literal");
		else if (!a || a->kind == SA_ANY)
			infer_any(in, n, n->args.v[i]);
		else
			infer(in, n->args.v[i], infer_sig(a));
	}
	return infer_sig(&n->sig->ret);
}

enum value_type infer_call(struct infer *in, struct node *n, enum value_type want)
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
		enum value_type t = infer(in, n->args.v[i], infer_wish(n->args.v[i], p->type));

		infer_settle(in, &p->type, &p->type_at, t, n->args.v[i], (int)i);
	}
	if (f->returns_value && !n->is_stmt)
		infer_settle(in, &f->type, &f->type_at, want, n, NO_INDEX);
	return f->type;
}

bool infer_no_value(const struct node *n)
{
	if (n->kind != N_CALL)
		return false;
	if (n->builtin)
		return n->sig->ret.kind == SA_VOID;
	for (const struct unit_func *f = n->func; f; f = f->next)
		if (f->returns_value || f->decl->type || (f->fallback && f->fallback_sig->ret.kind != SA_VOID))
			return false;	/* `next` may end up in one that gives something */
	return n->throws || n->func;
}

static void same_type(struct infer *in, enum value_type *a, struct span *a_at, enum value_type *b,
		      struct span *b_at, struct span at)
{
	struct node n = { .kind = N_NAME, .span = at, .at = at };

	infer_settle(in, a, a_at, *b, &n, NO_INDEX);
	infer_settle(in, b, b_at, *a, &n, NO_INDEX);
}

void infer_overload(struct infer *in, struct unit_func *f)
{
	for (size_t i = 0; f->next && i < f->decl->params.n; i++) {
		struct sym *a = f->locals.v[i], *b = f->next->locals.v[i];

		same_type(in, &a->type, &a->type_at, &b->type, &b->type_at, b->span);
	}
	if (f->next) {
		same_type(in, &f->type, &f->type_at, &f->next->type, &f->next->type_at, f->next->decl->span);
		in->s->changed |= f->returns_value != f->next->returns_value;
		f->returns_value |= f->next->returns_value;
		f->next->returns_value |= f->returns_value;
	}
	for (size_t i = 0; f->fallback && i < f->decl->params.n; i++) {
		enum value_type t = infer_sig(&f->fallback_sig->args[i]);

		same_type(in, &f->locals.v[i]->type, &f->locals.v[i]->type_at, &t, NULL, f->locals.v[i]->span);
	}
	if (f->fallback && f->fallback_sig->ret.kind != SA_VOID) {
		enum value_type t = infer_sig(&f->fallback_sig->ret);

		same_type(in, &f->type, &f->type_at, &t, NULL, f->decl->span);
	}
}
