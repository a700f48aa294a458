/*
 * infer_stmt.c - types in statements
 */
#include "lang/stap/infer.h"

/*
 * a loop variable has the type of what it runs over, which knows at slot_at since when; key number
 * index of it
 */
static void loop_var_type(struct infer *in, struct loop_var *v, enum value_type *slot,
			  struct span *slot_at, int index)
{
	struct node at = { .kind = N_NAME, .span = v->span, .at = v->span, .bad = false };

	if (!v->sym || !infer_arity(in, v->sym, 0, &at))
		return;
	infer_settle(in, &v->sym->type, &v->sym->type_at, *slot, &at, NO_INDEX);
	infer_settle(in, slot, slot_at, v->sym->type, &at, index);
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
			loop_var_type(in, &st->keys.v[i], &number, NULL, NO_INDEX);
		if (st->value.name)
			loop_var_type(in, &st->value, &number, NULL, NO_INDEX);
	} else if (st->e->sym && infer_arity(in, st->e->sym, st->keys.n, st->e)) {
		struct sym *sym = st->e->sym;

		for (size_t i = 0; i < st->keys.n; i++)
			loop_var_type(in, &st->keys.v[i], &sym->keys.v[i], &sym->keys_at.v[i], (int)i);
		if (st->value.name && sym->type == VT_STATS)
			stmt_error(in, st, ERR_STAP_TYPE, st->value.span, "stat locals not supported");
		else if (st->value.name)
			loop_var_type(in, &st->value, &sym->type, &sym->type_at, NO_INDEX);
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
	enum value_type t = infer(in, st->e, infer_wish(st->e, in->f->type));

	infer_settle(in, &in->f->type, &in->f->type_at, t, st->e, NO_INDEX);
}

static void infer_delete(struct infer *in, struct node *n)
{
	if (n->kind == N_INDEX && n->a->kind == N_NAME)
		infer_var(in, n, VT_UNKNOWN);
	else if (n->kind != N_NAME)
		infer(in, n, VT_UNKNOWN);
}

void infer_stmt(struct infer *in, struct snode *st)
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
			loop_var_type(in, &st->caught, &string, NULL, NO_INDEX);
		infer_stmt(in, st->other);
		break;
	}
}
