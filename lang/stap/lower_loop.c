/*
 * lower_loop.c - foreach over arrays, statistics and the buckets of a histogram
 */
#include "lang/stap/lower.h"

/* the loop variable itself, or a hidden local that is copied into a global of that name */
static struct var *loop_var(struct lower *l, const struct loop_var *v, const struct type *t, struct block *body)
{
	struct var *own = lower_sym(l, v->sym);

	if (own->storage == V_LOCAL)
		return own;
	struct var *temp = lower_temp(l, t, v->span);

	lower_set(l, body, lower_var(l, own, v->span), lower_var(l, temp, v->span), v->span);
	return temp;
}

static void sort_of(struct lower *l, const struct snode *st, struct foreach *fe)
{
	struct var *v = fe->array;
	bool stats = v->type->kind == TY_STAT;

	fe->sort_by = fe->sort_use = -1;
	for (size_t i = 0; i < st->keys.n; i++)
		if (st->keys.v[i].dir) {
			fe->sort = st->keys.v[i].dir;
			fe->sort_by = (int)i;
		}
	if (st->value.dir || st->dir)
		fe->sort = st->value.dir ? st->value.dir : st->dir;
	if (stats && fe->sort && fe->sort_by < 0)
		fe->sort_use = (int)lower_use(l, v, agg_find_stap(st->by ? st->by : "count"));
	else if (st->by && !stats)
		sem_error(l->s, st->span, ERR_STAP_TYPE, "@%s sorts arrays of statistics only", st->by);
}

/* elements that a sort finds equal stay as the one before it left them */
static void note_order(struct var *v, const struct foreach *fe)
{
	const struct foreach *other = v->sorted ? v->sorted : fe;

	v->walked_as_is |= !fe->sort;
	if (!fe->sort)
		return;
	v->sorted = other;
	v->sorted_twice |= fe->sort != other->sort || fe->sort_by != other->sort_by || fe->sort_use != other->sort_use;
}

static void over_array(struct lower *l, struct snode *st, struct block *b)
{
	struct stmt *s = prog_stmt(l->p, S_FOREACH, st->span);
	struct foreach *fe = arena_new_of(l->s->arena, struct foreach);

	s->fe = fe;
	s->turn = st->body->span;
	s->body = prog_block(l->p);
	fe->array = lower_sym(l, st->e->sym);
	sort_of(l, st, fe);
	note_order(fe->array, fe);
	if (st->limit)
		fe->limit = lower_expr(l, st->limit);
	for (size_t i = 0; i < st->slice.n; i++)
		vec_push(l->s->arena, &fe->slice, st->slice.v[i] ? lower_expr(l, st->slice.v[i]) : NULL);
	for (size_t i = 0; i < st->keys.n; i++)
		vec_push(l->s->arena, &fe->keys,
			 loop_var(l, &st->keys.v[i], fe->array->keys.v[i], s->body));
	if (st->value.name)
		fe->value = loop_var(l, &st->value, fe->array->type, s->body);
	lower_block(l, st->body, s->body);
	prog_add(l->p, b, s);
}

static struct expr *number(struct lower *l, int64_t n, struct span at)
{
	return prog_const(l->p, n, &type_int64, at);
}

/* i < rounds: all buckets, or the limit if that is less */
static struct expr *rounds(struct lower *l, struct snode *st, struct var *i, int64_t n, struct block *b)
{
	struct span at = st->span;
	struct expr *all = prog_binary(l->p, OP_LT, lower_var(l, i, at), number(l, n, at), &type_int64, at);

	if (!st->limit)
		return all;
	struct var *limit = lower_temp(l, &type_int64, at);

	lower_set(l, b, lower_var(l, limit, at), lower_expr(l, st->limit), at);
	return prog_binary(l->p, OP_ANDAND, all,
			   prog_binary(l->p, OP_LT, lower_var(l, i, at), lower_var(l, limit, at), &type_int64, at),
			   &type_int64, at);
}

/* for (i = 0; i < N; i++) { key = i, or N - 1 - i, or that of rank i; value = buckets[key]; ... } */
static void over_buckets(struct lower *l, struct snode *st, struct block *b)
{
	struct span at = st->span;
	struct var *v = lower_sym(l, extract_sym(st->e));
	const struct agg_use *use = &v->aggs.v[st->e->num];
	struct var *i = lower_temp(l, &type_int64, at), *key = lower_sym(l, st->keys.v[0].sym);
	struct stmt *s = prog_stmt(l->p, S_LOOP, at);
	int64_t n = agg_buckets(use->fn, use->params);
	struct expr *bucket = lower_var(l, i, at);
	int dir = st->dir ? st->dir : st->value.dir;

	lower_set(l, b, lower_var(l, i, at), number(l, 0, at), at);
	s->cond = rounds(l, st, i, n, b);
	s->step = prog_block(l->p);
	lower_set(l, s->step, lower_var(l, i, at),
		  prog_binary(l->p, OP_ADD, lower_var(l, i, at), number(l, 1, at), &type_int64, at), at);
	s->turn = st->body->span;
	s->body = prog_block(l->p);
	if (st->keys.v[0].dir < 0)
		bucket = prog_binary(l->p, OP_SUB, number(l, n - 1, at), bucket, &type_int64, at);
	if (dir) {
		bucket = lower_bucket(l, st->e, bucket, at);
		bucket->num = dir;
	}
	lower_set(l, s->body, lower_var(l, key, at), bucket, at);
	if (st->value.name)
		lower_set(l, s->body, lower_var(l, lower_sym(l, st->value.sym), at),
			  lower_bucket(l, st->e, lower_var(l, key, at), at), at);
	lower_block(l, st->body, s->body);
	prog_add(l->p, b, s);
}

void lower_foreach(struct lower *l, struct snode *st, struct block *b)
{
	if (st->e->kind == N_HIST)
		over_buckets(l, st, b);
	else
		over_array(l, st, b);
}
