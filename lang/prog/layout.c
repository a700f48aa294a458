/*
 * layout.c - where everything lies: variables, keys, cells, records; the only place that decides
 *
 * Natural alignment, so that a C struct of the same fields agrees, but strings start at a multiple
 * of 8: short ones are copied by words, which the verifier wants aligned on the stack. Sizes of keys,
 * values, cells and records are multiples of 8 (maps round up anyway, and padding has to be zeroed
 * by whoever writes).
 */
#include <assert.h>
#include "lang/agg/agg.h"
#include "lang/prog/prog.h"
#include "lib/arena.h"

enum { RECORD_HEADER = 8 };	/* sizeof(struct rt_record), bpf/rt/control.h */

static size_t round_up(size_t n, size_t to)
{
	return (n + to - 1) / to * to;
}

static size_t align_of(const struct type *t)
{
	t = type_strip(t);
	switch (t->kind) {
	case TY_INT: case TY_FLOAT: case TY_ENUM: case TY_PTR:
		return t->size && t->size <= 8 ? t->size : 8;
	case TY_ARRAY:
		return t->to ? align_of(t->to) : 1;
	case TY_STRING: case TY_STRUCT: case TY_UNION: case TY_STACK: case TY_SYMADDR: case TY_USYMADDR:
		return 8;
	case TY_ERROR: case TY_VOID: case TY_FUNC: case TY_TYPEDEF: case TY_STAT:
		break;		/* no values of these */
	}
	assert(!"a type without values cannot be laid out");
	return 1;
}

/* put an object of type t at the end of what *end counts; its offset */
static size_t place(const struct type *t, size_t *end)
{
	size_t offset = round_up(*end, align_of(t)), size = type_strip(t)->size;

	assert(size > 0);
	*end = offset + size;
	return offset;
}

static void layout_key(struct prog *p, struct var *v)
{
	size_t end = 0;

	v->key_offsets.n = 0;
	for (size_t i = 0; i < v->keys.n; i++)
		vec_push(p->arena, &v->key_offsets, place(v->keys.v[i], &end));
	v->key_size = round_up(end, 8);
	if (v->keys.n && v->storage == V_THREAD)
		v->key_size += 8;	/* self->x[k]: the thread, at the end */
	if (v->keys.n && v->taken)
		v->key_size += 8;	/* the epoch */
}

/* a cell: generation if it may be cleared, each function's part, its place in the order if one is kept */
static void layout_cell(struct var *v, bool keeps_order)
{
	size_t end = v->resets ? 8 : 0;

	for (size_t i = 0; i < v->aggs.n; i++) {
		struct agg_use *u = &v->aggs.v[i];

		u->offset = end;
		u->size = round_up(u->fn->size(u->params), 8);
		end += u->size;
	}
	v->value_size = end ? end : 8;	/* a statistic that nobody reads: maps need a value */
	v->seq_offset = 0;
	if (!keeps_order)
		return;
	v->seq_offset = v->value_size;
	v->value_size += 8;
}

enum { AS_IS = 1, SORTED = 2 };

/* loops walk an array in order of insertion, and %-arrays evict the oldest: only those keep it */
static bool find_walked(struct stmt *s, void *ctx)
{
	unsigned char *walked = ctx;

	if (s->kind == S_FOREACH && s->fe->array->storage != V_LOCAL)
		walked[s->fe->array->id] |= s->fe->sort ? SORTED : AS_IS;
	return true;
}

/* reordered: sorting gives its elements other places, which a loop that is under way must not take for other elements */
static void layout_value(struct var *v, bool keeps_order, bool reordered)
{
	v->value_size = round_up(type_strip(v->type)->size, 8);
	v->seq_offset = v->birth_offset = 0;
	if (!keeps_order)
		return;
	v->seq_offset = v->birth_offset = v->value_size;
	v->value_size += 8;
	if (!reordered)
		return;
	v->birth_offset = v->value_size;
	v->value_size += 8;
}

static void layout_scalars(struct prog *p)
{
	size_t ends[V_LOCAL + 1] = { 0 };

	for (size_t i = 0; i < p->vars.n; i++) {
		struct var *v = p->vars.v[i];

		if (!v->keys.n && v->type->kind != TY_STAT)
			v->offset = place(v->type, &ends[v->storage]);
	}
	p->globals_size = round_up(ends[V_GLOBAL], 8);
	p->thread_size = round_up(ends[V_THREAD], 8);
	p->firing_size = round_up(ends[V_FIRING], 8);
}

static void layout_locals(struct var *const *v, size_t n)
{
	size_t end = 0;

	for (size_t i = 0; i < n; i++) {
		v[i]->offset = place(v[i]->type, &end);
		layout_value(v[i], false, false);
	}
}

static void layout_vars(struct prog *p)
{
	unsigned char *walked = arena_array(p->arena, unsigned char, p->vars.n);

	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, find_walked, NULL, walked);
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, find_walked, NULL, walked);
	for (size_t i = 0; i < p->vars.n; i++) {
		struct var *v = p->vars.v[i];
		bool loops = v->keys.n && p->lang == LANG_STAP && walked[i];

		layout_key(p, v);
		if (v->type->kind == TY_STAT)
			layout_cell(v, loops);
		else
			layout_value(v, loops || (v->keys.n && v->wrap), loops && walked[i] & SORTED && var_reorders(v));
	}
}

/* what the decoder finds in the call itself takes no room in the record */
static bool known_at_compile_time(const struct expr *e)
{
	return e->kind == E_CONST || e->kind == E_STR || e->kind == E_VARREF;
}

static void layout_record(struct prog *p, struct record *r)
{
	size_t end = RECORD_HEADER;

	for (size_t i = 0; i < r->calls.n; i++) {
		struct rec_call *c = &r->calls.v[i];

		c->fields.n = 0;
		for (size_t k = 0; k < c->call->args.n; k++) {
			const struct expr *arg = c->call->args.v[k];
			struct rec_field f = { 0 };

			if (!known_at_compile_time(arg)) {
				f.offset = place(arg->type, &end);
				f.size = type_strip(arg->type)->size;
			}
			vec_push(p->arena, &c->fields, f);
		}
	}
	r->size = round_up(end, 8);
}

/* ---- few maps for many aggregations and arrays ---- */
enum { MAPS_OWN = 40 };		/* of the 64 that the kernel allows a program (MAX_USED_MAPS) */

/* SystemTap's arrays are walked, and have a bound that is told when it is reached: they stay alone */
static bool may_share(const struct prog *p, const struct var *v)
{
	if (v->type->kind == TY_STAT)
		return v->storage == V_GLOBAL && !v->wrap && !v->taken;
	return v->keys.n && p->lang == LANG_D;
}

static struct var *sharer(struct prog *p, const struct var *v)
{
	for (size_t i = 0; i < p->vars.n; i++) {
		struct var *other = p->vars.v[i];

		if (other->pool == other && (other->type->kind == TY_STAT) == (v->type->kind == TY_STAT) &&
		    !other->keys.n == !v->keys.n && other->value_size == v->value_size &&
		    (!v->keys.n || other->key_size == v->key_size))
			return other;
	}
	return NULL;
}

static void share_maps(struct prog *p)
{
	size_t maps = 0;

	for (size_t i = 0; i < p->vars.n; i++)
		maps += p->vars.v[i]->keys.n || p->vars.v[i]->type->kind == TY_STAT;
	if (maps <= MAPS_OWN)
		return;
	for (size_t i = 0; i < p->vars.n; i++) {
		struct var *v = p->vars.v[i];

		if (!may_share(p, v))
			continue;
		if (v->keys.n)
			v->key_size += 8;
		v->pool = sharer(p, v);
		if (!v->pool)
			v->pool = v;
		v->slot = v->pool->pooled++;
	}
}

void prog_layout(struct prog *p, const struct options *o)
{
	layout_vars(p);
	share_maps(p);
	layout_scalars(p);
	for (size_t i = 0; i < p->clauses.n; i++)
		layout_locals(p->clauses.v[i]->locals.v, p->clauses.v[i]->locals.n);
	for (size_t i = 0; i < p->funcs.n; i++)
		layout_locals(p->funcs.v[i]->locals.v, p->funcs.v[i]->locals.n);
	for (size_t i = 0; i < p->records.n; i++)
		layout_record(p, p->records.v[i]);
}
