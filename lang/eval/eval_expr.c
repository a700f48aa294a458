/*
 * eval_expr.c - values of expressions, the definition of every kind of node
 *
 * Arithmetic is on 64 bits and wraps; the operands' types decide about signs (see prog.h). There
 * is no kernel or user memory to read here: such a load is a fault, as is a builtin without a body
 * in user space, unless a test's event carries the text behind the argument.
 */
#include <assert.h>
#include <string.h>
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/eval/eval_int.h"

/* a register: nothing is cut here, only casts and stores do that */
static struct value number(const struct expr *x, int64_t n)
{
	return (struct value){ .type = x->type, .i = n };
}

static struct value fail(struct eval *e, const struct expr *x, enum fault_code code, int64_t value)
{
	eval_raise(e, code, value, x->span);
	return value_int(0, &type_int64);
}

/* a string is true unless it is NULL */
static bool truth(const struct value *v)
{
	return type_is_string(v->type) ? !v->is_null : v->i != 0;
}

bool eval_truth(struct eval *e, const struct expr *x)
{
	struct value v = eval_expr(e, x);

	return !stopped(e) && truth(&v);
}

static struct value string_of(struct eval *e, const struct expr *x, const char *s, size_t n)
{
	if (bytes_of(x->type) && n >= bytes_of(x->type))
		n = bytes_of(x->type) - 1;
	char *copy = rt_temp(e->rt, n + 1);

	if (n)
		memcpy(copy, s, n);
	struct value v = value_string(copy, n);

	v.type = x->type;
	return v;
}

/* ---- operators ---- */
static struct value unary(struct eval *e, const struct expr *x)
{
	struct value a = eval_expr(e, x->a);

	if (x->op == OP_NOT)
		return number(x, !truth(&a));
	if (x->op == OP_NEG)
		return number(x, (int64_t)-(uint64_t)a.i);
	assert(x->op == OP_BITNOT);
	return number(x, ~a.i);
}

/* <0, 0, >0; a string against a number is a string against NULL */
static int compare(const struct expr *x, const struct value *a, const struct value *b)
{
	bool as = type_is_string(a->type), bs = type_is_string(b->type);

	if (as && bs)		/* by content, and NULL has none: NULL itself is a number here */
		return value_order(a, b);
	if (as || bs) {
		uint64_t l = as ? !a->is_null : (uint64_t)a->i, r = bs ? !b->is_null : (uint64_t)b->i;

		return (l > r) - (l < r);
	}
	if (type_is_signed(x->a->type) && type_is_signed(x->b->type))
		return (a->i > b->i) - (a->i < b->i);
	return ((uint64_t)a->i > (uint64_t)b->i) - ((uint64_t)a->i < (uint64_t)b->i);
}

static struct value divide(struct eval *e, const struct expr *x, int64_t a, int64_t b)
{
	bool is_signed = type_is_signed(x->a->type) && type_is_signed(x->b->type);

	if (!b)
		return fail(e, x, FAULT_DIVZERO, 0);
	if (!is_signed)
		return number(x, x->op == OP_DIV ? (int64_t)((uint64_t)a / (uint64_t)b)
						 : (int64_t)((uint64_t)a % (uint64_t)b));
	if (b == -1)		/* INT64_MIN / -1 wraps */
		return number(x, x->op == OP_DIV ? (int64_t)-(uint64_t)a : 0);
	return number(x, x->op == OP_DIV ? a / b : a % b);
}

static struct value shift_right(const struct expr *x, int64_t a, int64_t b)
{
	if (type_is_signed(x->a->type))
		return number(x, a >> (b & 63));
	return number(x, (int64_t)((uint64_t)a >> (b & 63)));
}

static struct value concat(struct eval *e, const struct expr *x, const struct value *a,
			   const struct value *b)
{
	char *s = rt_temp(e->rt, a->len + b->len + 1);

	memcpy(s, a->p, a->len);
	memcpy(s + a->len, b->p, b->len);
	return string_of(e, x, s, a->len + b->len);
}

static struct value binary(struct eval *e, const struct expr *x)
{
	struct value a = eval_expr(e, x->a);

	if (stopped(e))
		return a;
	if (x->op == OP_ANDAND && !truth(&a))
		return number(x, 0);
	if (x->op == OP_OROR && truth(&a))
		return number(x, 1);
	struct value b = eval_expr(e, x->b);

	if (stopped(e))
		return b;
	uint64_t l = (uint64_t)a.i, r = (uint64_t)b.i;

	switch (x->op) {
	case OP_MUL:	return number(x, (int64_t)(l * r));
	case OP_DIV:
	case OP_MOD:	return divide(e, x, a.i, b.i);
	case OP_ADD:	return number(x, (int64_t)(l + r));
	case OP_SUB:	return number(x, (int64_t)(l - r));
	case OP_SHL:	return number(x, (int64_t)(l << (r & 63)));
	case OP_SHR:	return shift_right(x, a.i, b.i);
	case OP_LT:	return number(x, compare(x, &a, &b) < 0);
	case OP_LE:	return number(x, compare(x, &a, &b) <= 0);
	case OP_GT:	return number(x, compare(x, &a, &b) > 0);
	case OP_GE:	return number(x, compare(x, &a, &b) >= 0);
	case OP_EQ:	return number(x, compare(x, &a, &b) == 0);
	case OP_NE:	return number(x, compare(x, &a, &b) != 0);
	case OP_AND:	return number(x, (int64_t)(l & r));
	case OP_XOR:	return number(x, (int64_t)(l ^ r));
	case OP_OR:	return number(x, (int64_t)(l | r));
	case OP_ANDAND:
	case OP_OROR:	return number(x, truth(&b));
	case OP_XORXOR:	return number(x, truth(&a) != truth(&b));
	case OP_CONCAT:	return concat(e, x, &a, &b);
	case OP_NEG:
	case OP_BITNOT:
	case OP_NOT:	break;
	}
	assert(!"a unary operator with two operands");
	return number(x, 0);
}

/* ---- objects: structs and arrays of the script's own ---- */
static bool is_object(const struct type *t)
{
	t = type_strip(t);
	return type_is_sou(t) || t->kind == TY_ARRAY;
}

/* of an element that is not there: its parts lie at small addresses, which .i counts; reading one is a fault */
static struct value part(struct eval *e, const struct expr *x, const struct value *object, uint64_t offset)
{
	if (object->is_null && is_object(x->type))
		return (struct value){ .type = x->type, .i = object->i + (int64_t)offset, .is_null = 1 };
	if (object->is_null)
		return fail(e, x, FAULT_BADADDR, object->i + (int64_t)offset);
	if (!object->p || offset + bytes_of(x->type) > object->len)
		return value_load(x->type, "\0\0\0\0\0\0\0", bytes_of(x->type) <= 8 ? bytes_of(x->type) : 0);
	return value_load_all(x->type, (const char *)object->p + offset, bytes_of(x->type));
}

static struct value bit_field(const struct expr *x, const struct value *object)
{
	const struct member *m = x->member;
	uint64_t n = 0, first = type_first_bit(type_strip(x->a->type), m);

	for (uint32_t i = 0; i < m->bit_size; i++) {
		uint64_t bit = first + i;

		if (object->p && bit / 8 < object->len)
			n |= (uint64_t)(((const uint8_t *)object->p)[bit / 8] >> bit % 8 & 1) << i;
	}
	if (type_is_signed(x->type) && n >> (m->bit_size - 1) & 1)
		n |= ~0ull << (m->bit_size - 1);
	return number(x, (int64_t)n);
}

static struct value member(struct eval *e, const struct expr *x)
{
	struct value object = eval_expr(e, x->a);

	if (stopped(e))
		return object;
	if (x->member->bit_size && object.is_null)
		return fail(e, x, FAULT_BADADDR, object.i + type_first_bit(type_strip(x->a->type), x->member) / 8);
	if (x->member->bit_size)
		return bit_field(x, &object);
	return part(e, x, &object, type_offset(type_strip(x->a->type), x->member));
}

static struct value element(struct eval *e, const struct expr *x)
{
	struct value object = eval_expr(e, x->a), i = eval_expr(e, x->b);
	const struct type *array = type_strip(x->a->type);

	if (stopped(e))
		return i;
	if (array->kind == TY_STRING)
		return number(x, object.p && (uint64_t)i.i < object.len ? ((const char *)object.p)[i.i] : 0);
	if (array->kind != TY_ARRAY)
		return fail(e, x, FAULT_BADADDR, object.i);
	if (array->nelem > 1 && (uint64_t)i.i >= array->nelem)
		return fail(e, x, FAULT_BADINDEX, i.i);
	return part(e, x, &object, (uint64_t)i.i * bytes_of(x->type));
}

/* where an object behind a pointer would be: nothing is read there */
int64_t eval_address(struct eval *e, const struct expr *obj)
{
	if (obj->kind == E_LOAD)
		return eval_expr(e, obj->a).i;
	if (obj->kind == E_MEMBER)
		return (int64_t)((uint64_t)eval_address(e, obj->a) + type_offset(type_strip(obj->a->type), obj->member));
	if (obj->kind == E_ELEM && is_object(obj->type))	/* it is there, or it is not: only that is asked */
		return !eval_expr(e, obj).is_null;
	if (obj->kind != E_INDEX)
		return fail(e, obj, FAULT_ILLOP, 0).i;
	const struct type *base = type_strip(obj->a->type);
	uint64_t start = (uint64_t)(base->kind == TY_ARRAY ? eval_address(e, obj->a) : eval_expr(e, obj->a).i);
	uint64_t i = (uint64_t)eval_expr(e, obj->b).i;

	if (base->kind == TY_ARRAY && base->nelem > 1 && i >= base->nelem)
		return fail(e, obj, FAULT_BADINDEX, (int64_t)i).i;
	return (int64_t)(start + i * bytes_of(obj->type));
}

/* the text that a test's event has behind an argument */
static const char *event_text(const struct eval *e, const struct expr *x)
{
	while (x->kind == E_CAST)
		x = x->a;
	if (!e->event)
		return NULL;
	if (x->kind == E_CTX)
		return e->event->str[x->arg];
	unsigned slots = x->kind == E_CALL ? x->builtin->arg_slots : 0;

	return slots ? e->event->str[__builtin_ctz(slots)] : NULL;
}

static struct value cast(struct eval *e, const struct expr *x)
{
	struct value a = eval_expr(e, x->a);

	if (stopped(e))
		return a;
	if (!type_is_string(x->type) && type_is_string(a.type))	/* its address: there is one, or it is NULL */
		return number(x, !a.is_null);
	if (!type_is_string(x->type))
		return type_is_scalar(x->type) ? number(x, value_cut(a.i, x->type)) : a;
	if (type_is_string(a.type)) {
		a.type = x->type;
		if (bytes_of(x->type) && a.len >= bytes_of(x->type))
			a.len = bytes_of(x->type) - 1;
		return a;
	}
	if (a.is_null && is_object(a.type))	/* a bad address reads as the empty string (D, "Strings") */
		return string_of(e, x, "", 0);
	if (a.p)			/* char array */
		return string_of(e, x, a.p, strnlen(a.p, a.len));
	const char *s = event_text(e, x->a);

	return s ? string_of(e, x, s, strlen(s)) : fail(e, x, FAULT_BADADDR, a.i);
}

/* ---- statistics ---- */
/* SystemTap's print(@hist_log(s)): the value of a whole histogram is its text */
static struct value histogram(struct eval *e, const struct agg_use *use, const void *cell)
{
	const struct options *o = e->rt->opt;
	struct hist_opts opts = { .width = o ? (int)o->hist_width : 0, .elision = o ? o->hist_elision : 0 };
	struct buf b = BUF_INIT;

	use->fn->print_stap(&b, cell, use->params, o ? &opts : NULL);

	char *text = rt_temp(e->rt, b.len + 1);

	memcpy(text, buf_str(&b), b.len);

	struct value v = value_string(text, b.len);

	buf_fini(&b);
	return v;
}

/* the bucket before which there are so many of smaller (dir 1) or larger counts; of equal ones in their order */
static int64_t bucket_by_count(const struct agg_use *use, const void *cell, unsigned rank, int64_t dir)
{
	unsigned n = agg_buckets(use->fn, use->params);

	for (unsigned i = 0; i < n; i++) {
		int64_t own = agg_bucket_count(use->fn, cell, use->params, i);
		unsigned before = 0;

		for (unsigned k = 0; k < n; k++) {
			int64_t other = agg_bucket_count(use->fn, cell, use->params, k);

			before += other == own ? k < i : dir > 0 ? other < own : other > own;
		}
		if (before == rank)
			return i;
	}
	return rank;
}

static struct value extract(struct eval *e, const struct expr *x)
{
	const struct agg_use *use = &x->var->aggs.v[x->use];

	if (x->a)
		return histogram(e, use, eval_expr(e, x->a).p);
	char *cell = rt_temp(e->rt, var_bytes(x->var));
	void *key = eval_key(e, x->var, x->args.v, x->args.n);

	if (stopped(e))
		return number(x, 0);
	bool there = eval_get(e, x->var, key, cell);

	cell += use->offset;
	if (use->fn->needs_nonempty && (!there || use->fn->empty(cell, use->params)))
		return fail(e, x, FAULT_EMPTY, 0);
	if (!x->b && x->type->kind == TY_STAT)
		return histogram(e, use, cell);
	if (!x->b)
		return number(x, there ? use->fn->value(cell, use->params) : 0);
	struct value i = eval_expr(e, x->b);

	if (stopped(e))
		return i;
	if ((uint64_t)i.i >= agg_buckets(use->fn, use->params))
		return fail(e, x, FAULT_HIST_INDEX, i.i);
	if (x->num)
		return number(x, there ? bucket_by_count(use, cell, (unsigned)i.i, x->num) : i.i);
	return number(x, there ? agg_bucket_count(use->fn, cell, use->params, (unsigned)i.i) : 0);
}

/* ---- calls ---- */
/* a variable that was set to NULL: only a comparison tells it from "" */
static bool is_text_all_the_same(const struct expr *x)
{
	while (x->a && (x->kind == E_CAST || x->kind == E_SEQ))
		x = x->a;
	return x->kind == E_VAR && x->var->nulls;
}

static bool is_null_text(const struct expr *x, const struct value *v)
{
	return v->type && type_is_string(v->type) && v->is_null && !is_text_all_the_same(x);
}

struct value eval_whole(struct eval *e, const struct expr *x)
{
	struct value v = eval_expr(e, x);

	return v.is_null && is_object(x->type) && !stopped(e) ? fail(e, x, FAULT_BADADDR, v.i) : v;
}

static bool args_of(struct eval *e, const struct expr *x, struct value *args)
{
	for (size_t i = 0; i < x->args.n; i++) {
		const struct expr *a = x->args.v[i];

		if (a->kind == E_VARREF)
			continue;	/* a name, not a value */
		args[i] = eval_whole(e, a);
		if (stopped(e))
			return false;
		if (args[i].p && type_strip(a->type)->kind == TY_ARRAY && type_is_stringish(a->type))
			args[i].len = strnlen(args[i].p, args[i].len);
		/* what is recorded is so one by one: those behind a fault are not even looked at */
		if (x->kind == E_CALL && (x->builtin->flags & (B_RECORDS | B_NULL_OK)) == B_RECORDS &&
		    is_null_text(a, &args[i])) {
			fail(e, a, FAULT_BADADDR, 0);
			return false;
		}
	}
	return true;
}

static const struct expr *null_argument(const struct expr *x, const struct value *args)
{
	if (x->builtin->flags & B_NULL_OK)
		return NULL;
	for (size_t i = 0; i < x->args.n; i++) {
		if (is_null_text(x->args.v[i], &args[i]))
			return x->args.v[i];
	}
	return NULL;
}

/* an action shows a value as wide as its type, as the record of one that the kernel hands over has it */
static void cut_args(const struct expr *x, struct value *args)
{
	for (size_t i = 0; i < x->args.n && x->type->kind == TY_VOID; i++)
		if (x->args.v[i]->kind != E_CONST && type_is_scalar(x->args.v[i]->type))
			args[i].i = value_cut(args[i].i, x->args.v[i]->type);
}

static struct value call(struct eval *e, const struct expr *x)
{
	struct value *args = rt_temp(e->rt, (x->args.n + 1) * sizeof(*args));
	struct value ret = value_int(0, &type_int64);

	if (!args_of(e, x, args))
		return ret;
	const struct expr *null = null_argument(x, args);

	if (null)
		return fail(e, null, FAULT_BADADDR, 0);
	cut_args(x, args);
	if (!x->builtin->user) {
		const char *s = x->args.n ? event_text(e, x->args.v[0]) : NULL;

		return s && type_is_string(x->type) ? string_of(e, x, s, strlen(s))
						    : fail(e, x, FAULT_ILLOP, 0);
	}
	int code = x->builtin->user(e->rt, x, args, &ret);

	if (code)
		fail(e, x, (enum fault_code)code, x->builtin->peeks ? args[0].i : 0);	/* where it cannot be read */
	if (code == FAULT_ERROR && e->rt->error)
		e->fault.message = e->rt->error;
	return ret;
}

static struct value fcall(struct eval *e, const struct expr *x)
{
	struct value *args = rt_temp(e->rt, (x->args.n + 1) * sizeof(*args));

	if (!args_of(e, x, args))
		return value_int(0, &type_int64);
	return eval_call_func(e, x->func, args, x->args.n, x->span);
}

struct value eval_expr(struct eval *e, const struct expr *x)
{
	struct value v = value_int(0, &type_int64);

	if (stopped(e))
		return v;
	switch (x->kind) {
	case E_CONST:
		return number(x, x->num);
	case E_STR:
		v = value_string(x->str, x->str_len);
		v.type = x->type;
		return v;
	case E_VAR:
		return eval_var(e, x->var);
	case E_ELEM:
		return eval_elem(e, x);
	case E_IN:
		return number(x, eval_in(e, x));
	case E_VARREF:
		return v;
	case E_CTX:
		return number(x, e->event ? value_cut(e->event->arg[x->arg], x->type) : 0);
	case E_LOAD:
		if (eval_is_far(e, x))
			return eval_peek(e, x);
		v = eval_expr(e, x->a);
		return stopped(e) ? v : fail(e, x, FAULT_BADADDR, v.i);
	case E_MEMBER:
		return eval_is_far(e, x) ? eval_peek(e, x) : member(e, x);
	case E_INDEX:
		return eval_is_far(e, x) ? eval_peek(e, x) : element(e, x);
	case E_ADDR:
		return number(x, eval_address(e, x->a));
	case E_UNARY:
		return unary(e, x);
	case E_BINARY:
		return binary(e, x);
	case E_COND:
		return eval_truth(e, x->a) ? eval_expr(e, x->b) : eval_expr(e, x->c);
	case E_CAST:
		return cast(e, x);
	case E_AGGREAD:
		return extract(e, x);
	case E_CALL:
		return call(e, x);
	case E_FCALL:
		return fcall(e, x);
	case E_SEQ:
		eval_block(e, x->body);
		return eval_expr(e, x->a);
	}
	assert(!"a kind of expression that eval does not know");
	return v;
}
