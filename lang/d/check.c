/*
 * check.c - D's rules about types (reference D, 2.1 to 2.3 and section 4)
 */
#include <string.h>
#include "lang/d/lower.h"

/*
 * Rank is (width, unsignedness); there is no promotion to int first (2.1), so the type of
 * char + char is char. An enumeration is an int.
 */
const struct type *d_arith_type(const struct type *a, const struct type *b)
{
	const struct type *sa = type_strip(a), *sb = type_strip(b);

	if (sa->kind == TY_ENUM)
		a = sa = &type_int32;
	if (sb->kind == TY_ENUM)
		b = sb = &type_int32;
	if (sa->size != sb->size)
		return sa->size > sb->size ? a : b;
	return type_is_signed(sa) && !type_is_signed(sb) ? b : a;
}

bool d_is_null(const struct expr *e)
{
	return e->kind == E_CONST && !e->num && type_is_scalar(e->type);
}

bool d_is_action_result(const struct type *t)
{
	return t->kind == TY_STACK || t->kind == TY_SYMADDR || t->kind == TY_USYMADDR;
}

const char *d_tstr(struct d_lower *l, const struct type *t)
{
	return type_str(l->arena, t);
}

bool d_pointers_fit(const struct type *a, const struct type *b)
{
	const struct type *ta = type_strip(type_strip(a)->to), *tb = type_strip(type_strip(b)->to);

	if (ta->kind == TY_VOID || tb->kind == TY_VOID || type_same(ta, tb))
		return true;
	if (type_is_sou(ta) && type_is_sou(tb))
		return ta->name && tb->name && !strcmp(ta->name, tb->name);
	return type_is_int(ta) && type_is_int(tb) && ta->size == tb->size;
}

/* a translated value stays one where its own type is asked for */
static bool xlated_fits(struct d_lower *l, const struct expr *e, const struct type *t)
{
	const struct type *target = d_xlated(l, e)->x->target;

	return type_same(type_strip(type_is_ptr(t) ? type_strip(t)->to : t), type_strip(target));
}

struct expr *d_convert(struct d_lower *l, struct expr *e, const struct type *t)
{
	if (d_is_error(e) || t->kind == TY_ERROR)
		return e;
	if (type_is_string(t)) {
		if (type_is_string(e->type))
			return e;
		if (d_is_null(e))
			return e;
		return type_is_stringish(e->type) ? d_stringof(l, e, e->span) : NULL;
	}
	if (d_xlated(l, e) && (type_is_ptr(t) == type_is_ptr(e->type)) && xlated_fits(l, e, t))
		return e;
	if (type_is_sou(t))
		return type_same(type_strip(e->type), type_strip(t)) ? e : NULL;
	if (d_is_action_result(type_strip(t)))
		return type_strip(t)->kind == type_strip(e->type)->kind ? e : NULL;
	e = d_decay(l, e);
	if (!type_is_scalar(e->type) || !type_is_scalar(t))
		return NULL;
	if (type_is_ptr(t) && type_is_ptr(e->type) && !d_pointers_fit(t, e->type))
		return NULL;
	return prog_cast(l->prog, e, t);
}

static void bad_operand(struct d_lower *l, const struct expr *e, enum op op, enum diag_tag tag, const char *what)
{
	if (!d_is_error(e))
		diag_error(l->diag, e->span, tag, "operand of %s must be %s, not %s", op_text(op), what,
			   d_tstr(l, e->type));
}

bool d_need_scalar(struct d_lower *l, const struct expr *e, enum op op)
{
	if (type_is_scalar(e->type))
		return true;
	bad_operand(l, e, op, ERR_OP_SCALAR, "a scalar");
	if (type_is_string(e->type))
		diag_hint(l->diag, "to see whether a string is set, compare it: != NULL, or with \"\"");
	return false;
}

bool d_need_int(struct d_lower *l, const struct expr *e, enum op op)
{
	if (type_is_int(e->type))
		return true;
	/* D: * / and signs are arithmetic, the other operators take integers */
	bad_operand(l, e, op, op == OP_MUL || op == OP_DIV || op == OP_NEG || op == OP_ADD ? ERR_OP_ARITH : ERR_OP_INT,
		    "an integer");
	return false;
}
