/*
 * embed_atomic.c - embedded C: atomic numbers and single bits, of its own; those of the kernel are only read
 *
 * An increment of a variable of the script's is one on all processors; what is done to the script's memory, or has a
 * value, is a read and a write.
 */
#include <string.h>
#include "lang/stap/embed_call.h"

static const struct c_value refused;

static bool is_own(struct c_parser *c, const struct c_value *v)
{
	if (!c->why && (!v->is_variable || v->type.kind != CT_INT))
		c_refuse(c, "memory of the kernel is not written; a number of its own is");
	return !c->why;
}

/* v op= n: in one step, where that can be */
static const char *change(struct c_parser *c, const struct c_value *v, const char *op, const char *n)
{
	if (v->put || v->whole || strchr(v->text, '[') || v->type.size != 8 || strlen(op) != 1 || !strchr("+-", *op))
		return c_store(c, v, c_cut(c, arena_printf(c->p->arena, "(%s %s %s)", v->text, op, n), &v->type));
	return arena_printf(c->p->arena, "(%s %s= %s)", v->text, op, n);
}

/*
 * The row's text: which argument is the number (v) and which the operand (n, 1: there is none), the operator, and what
 * the value is: n the new one, o the old one, 0 whether the new one is 0, - whether it is negative, v none.
 */
static struct c_value call_change(struct c_parser *c, const struct c_row *r)
{
	char order = r->text[0], op[2] = { r->text[1], '\0' }, gives = r->text[2];
	struct c_value v, n = c_made("1", c_int);

	if (order == 'n') {
		n = c_expr(c);
		c_expect(c, ",");
	}
	v = c_object(c);
	if (order == 'v' && c_expect(c, ","))
		n = c_expr(c);
	c_expect(c, ")");
	if (!is_own(c, &v))
		return refused;
	const char *text = c_number(c, &n), *old;

	if (gives == 'v')
		return c_made(op[0] == '=' ? c_store(c, &v, c_fit(c, &n, &v.type)) : change(c, &v, op, text), c_void);
	old = arena_printf(c->p->arena, "(__c_old = %s)", v.text);
	if (op[0] == '=')
		text = c_store(c, &v, c_fit(c, &n, &v.type));
	else
		text = c_store(c, &v, c_cut(c, arena_printf(c->p->arena, "(%s %s %s)", gives == 'o' ? "__c_old" : v.text, op, text), &v.type));
	if (gives == 'o')
		text = arena_printf(c->p->arena, "(%s + 0 * %s)", old, text);
	else if (gives != 'n')
		text = arena_printf(c->p->arena, "(%s %s 0)", text, gives == '0' ? "==" : "<");
	return c_made(text, gives == 'o' || gives == 'n' ? v.type : c_int);
}

/* atomic_cmpxchg(v, old, new): the old value */
static struct c_value call_exchange(struct c_parser *c, const struct c_row *r)
{
	struct c_value was, now, v = c_object_and(c, &was, &now);

	(void)r;	/* all rows are the same */
	if (!is_own(c, &v))
		return refused;
	return c_made(arena_printf(c->p->arena, "((__c_old = %s) + 0 * (__c_old == %s ? %s : 0))", v.text, c_fit(c, &was, &v.type),
				   c_store(c, &v, c_fit(c, &now, &v.type))), v.type);
}

/* atomic_read(v), of the kernel's, too; the row's text: the members that lead to the number */
static struct c_value call_value(struct c_parser *c, const struct c_row *r)
{
	struct c_value v = c_object(c);
	const char *next;

	c_expect(c, ")");
	for (const char *s = r->text; *s && v.type.kind != CT_INT && !c->why; s = next) {
		size_t n = strcspn(s, " ");

		next = s + n + (s[n] == ' ');
		v = c_member_of(c, &v, arena_strndup(c->p->arena, s, n));
	}
	return c->why ? refused : v;
}

/* set_bit(n, p) and its like; the row's text: what becomes of the bit (1, 0, ^, or nothing), and whether it is the value */
static struct c_value call_bit(struct c_parser *c, const struct c_row *r)
{
	struct c_value n = c_expr(c), v, i;
	const char *bit, *at, *old;

	c_expect(c, ",");
	size_t back = c->pos;

	v = c_object(c);
	c_expect(c, ")");
	if (c->why)
		return refused;
	at = c_number(c, &n);
	if (v.type.kind == CT_ARRAY) {
		i = c_made(arena_printf(c->p->arena, "(%s >> 6)", at), c_int);
		v = c_element(c, &v, &i);
	}
	bit = arena_printf(c->p->arena, "(1 << (%s & 63))", at);
	if (r->text[0] == '?' && !(v.is_variable && v.type.kind == CT_INT)) {		/* of the kernel's */
		c->pos = back;
		v = c_expr(c);
		c_expect(c, ")");
		return c_made(arena_printf(c->p->arena, "((kernel_long(%s + ((%s >> 6) << 3)) >> (%s & 63)) & 1)", c_number(c, &v), at, at),
			      c_int);
	}
	if (!is_own(c, &v))
		return refused;
	old = arena_printf(c->p->arena, "((%s & %s) != 0)", v.text, bit);
	if (r->text[0] == '?')
		return c_made(old, c_int);
	const char *set = c_store(c, &v, c_cut(c, arena_printf(c->p->arena, r->text[0] == '1' ? "(%s | %s)" : r->text[0] == '0' ?
							     "(%s & ~%s)" : "(%s ^ %s)", v.text, bit), &v.type));

	if (r->text[1] != '?')
		return c_made(set, c_void);
	return c_made(arena_printf(c->p->arena, "((__c_bit = %s) + 0 * %s)", old, set), c_int);
}

#define ATOMIC(name, text) { "atomic_" #name, text, NULL, call_change }, { "atomic64_" #name, text, NULL, call_change }, \
			   { "atomic_long_" #name, text, NULL, call_change }
#define EXCHANGE(name) { name, "", NULL, call_exchange }
#define BIT(name, text) { #name, text, NULL, call_bit }, { "__" #name, text, NULL, call_bit }

const struct c_row c_atomic_rows[] = {
	{ "atomic_read", "counter", NULL, call_value }, { "atomic64_read", "counter", NULL, call_value },
	{ "atomic_long_read", "counter", NULL, call_value }, { "refcount_read", "refs counter", NULL, call_value },
	ATOMIC(set, "v=v"), ATOMIC(inc, "1+v"), ATOMIC(dec, "1-v"), ATOMIC(add, "n+v"), ATOMIC(sub, "n-v"), ATOMIC(or, "n|v"),
	ATOMIC(and, "n&v"), ATOMIC(xor, "n^v"), ATOMIC(inc_return, "1+n"), ATOMIC(dec_return, "1-n"), ATOMIC(add_return, "n+n"),
	ATOMIC(sub_return, "n-n"), ATOMIC(inc_and_test, "1+0"), ATOMIC(dec_and_test, "1-0"), ATOMIC(sub_and_test, "n-0"),
	ATOMIC(add_negative, "n+-"), ATOMIC(fetch_add, "n+o"), ATOMIC(fetch_sub, "n-o"), ATOMIC(fetch_inc, "1+o"),
	ATOMIC(fetch_dec, "1-o"), ATOMIC(fetch_or, "n|o"), ATOMIC(fetch_and, "n&o"), ATOMIC(xchg, "v=o"),
	{ "xchg", "v=o", NULL, call_change }, { "WRITE_ONCE", "v=v", NULL, call_change },
	{ "refcount_set", "v=v", NULL, call_change }, { "refcount_inc", "1+v", NULL, call_change },
	EXCHANGE("atomic_cmpxchg"), EXCHANGE("atomic64_cmpxchg"), EXCHANGE("atomic_long_cmpxchg"), EXCHANGE("cmpxchg"),
	BIT(set_bit, "1"), BIT(clear_bit, "0"), BIT(change_bit, "^"), BIT(test_and_set_bit, "1?"), BIT(test_and_clear_bit, "0?"),
	BIT(test_and_change_bit, "^?"), BIT(test_bit, "?"),
	{ NULL, NULL, NULL, NULL }
};
