/*
 * copy.c - a body again, node for node: for a pass that may have to take back what it did
 */
#include "lang/prog/prog.h"
#include "lang/prog/walk.h"
#include "lib/arena.h"

struct expr *expr_copy(struct arena *a, const struct expr *e)
{
	struct expr *n = e ? arena_dup(a, e, sizeof(*e)) : NULL;

	if (!n)
		return NULL;
	n->a = expr_copy(a, e->a);
	n->b = expr_copy(a, e->b);
	n->c = expr_copy(a, e->c);
	n->body = block_copy(a, e->body);
	memset(&n->args, 0, sizeof(n->args));
	for (size_t i = 0; i < e->args.n; i++)
		vec_push(a, &n->args, expr_copy(a, e->args.v[i]));
	return n;
}

static struct foreach *copy_foreach(struct arena *a, const struct foreach *fe)
{
	struct foreach *n = arena_dup(a, fe, sizeof(*fe));

	memset(&n->keys, 0, sizeof(n->keys));
	for (size_t i = 0; i < fe->keys.n; i++)
		vec_push(a, &n->keys, fe->keys.v[i]);
	memset(&n->slice, 0, sizeof(n->slice));
	for (size_t i = 0; i < fe->slice.n; i++)
		vec_push(a, &n->slice, expr_copy(a, fe->slice.v[i]));
	n->limit = expr_copy(a, fe->limit);
	return n;
}

static struct stmt *copy_stmt(struct arena *a, const struct stmt *s)
{
	struct stmt *n = arena_dup(a, s, sizeof(*s));

	n->to = expr_copy(a, s->to);
	n->value = expr_copy(a, s->value);
	n->cond = expr_copy(a, s->cond);
	memset(&n->args, 0, sizeof(n->args));
	for (size_t i = 0; i < s->args.n; i++)
		vec_push(a, &n->args, expr_copy(a, s->args.v[i]));
	n->body = block_copy(a, s->body);
	n->other = block_copy(a, s->other);
	n->step = block_copy(a, s->step);
	n->fe = s->fe ? copy_foreach(a, s->fe) : NULL;
	return n;
}

struct block *block_copy(struct arena *a, const struct block *b)
{
	struct block *n = b ? arena_new_of(a, struct block) : NULL;

	for (size_t i = 0; b && i < b->stmts.n; i++)
		vec_push(a, &n->stmts, copy_stmt(a, b->stmts.v[i]));
	return n;
}
