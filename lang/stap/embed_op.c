/*
 * embed_op.c - embedded C: operators between two values, and ?:
 *
 * Numbers are converted as C does it. What an operand needs done before its statement is kept aside where the
 * operand may not be looked at.
 */
#include <string.h>
#include "lang/stap/embed.h"

static const struct c_value refused;

static struct c_value refuse(struct c_parser *c, const char *why)
{
	c_refuse(c, "%s", why);
	return refused;
}

/* ---- what is done before the statement ---- */
/* of an operand that may not be looked at: kept aside */
struct buf *c_aside(struct c_parser *c, struct buf *pre)
{
	struct buf *outer = c->pre;

	if (outer)
		c->pre = pre;
	return outer;
}

bool c_back_from(struct c_parser *c, const struct buf *pre, struct buf *outer)
{
	c->pre = outer;
	return pre->len > 0;
}

/* sizeof, typeof: nothing is done */
struct c_value c_unevaluated(struct c_parser *c)
{
	struct buf pre = BUF_INIT, *outer = c_aside(c, &pre);
	struct c_value v = c_unary(c);

	c_back_from(c, &pre, outer);
	buf_fini(&pre);
	return v;
}

/* a && b, where something is done before b */
static struct c_value then_asked(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b,
				 const char *pre)
{
	const char *name = c_fresh(c, "both");

	if (!a->text || !b->text)
		return refused;
	buf_printf(c->pre, "%s = (%s) != 0; if (%s%s) { %s%s = (%s) != 0; } ", name, c_truth(c, a), *op == '|' ? "!" : "", name, pre,
		   name, c_truth(c, b));
	return c_made(name, c_int);
}

/* ---- operators ---- */
static const struct { const char *op; unsigned level; } operators[] = {
	{ "||", 1 }, { "&&", 2 }, { "|", 3 }, { "^", 4 }, { "&", 5 }, { "==", 6 }, { "!=", 6 }, { "<", 7 }, { ">", 7 },
	{ "<=", 7 }, { ">=", 7 }, { "<<", 8 }, { ">>", 8 }, { "+", 9 }, { "-", 9 }, { "*", 10 }, { "/", 10 }, { "%", 10 },
};

static unsigned level_of(const struct c_parser *c)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (c_peek(c, 0)->kind == C_OP && !strcmp(c_peek(c, 0)->text, operators[i].op))
			return operators[i].level;
	return 0;
}

/* what an int has room for is one */
static bool is_promoted(const struct c_type *t)
{
	return t->kind == CT_INT && (t->size < 4 || (t->bits && t->bits < 32));
}

static const struct c_type *promoted(const struct c_type *t)
{
	if (t->kind == CT_INT)
		return is_promoted(t) ? &c_int : t;
	return t->kind == CT_POINTER ? &c_ulong : &c_long;
}

/* C's usual arithmetic conversions */
static struct c_type common(const struct c_value *a, const struct c_value *b)
{
	const struct c_type *x = promoted(&a->type), *y = promoted(&b->type);
	struct c_type t = x->size < y->size ? *y : *x;

	t.bits = 0;
	t.is_unsigned = (x->is_unsigned && x->size == t.size) || (y->is_unsigned && y->size == t.size);
	return t;
}

static bool is_pointer(const struct c_value *v)
{
	return v->type.kind == CT_TEXT || (v->type.kind == CT_POINTER && !(v->of && v->type.to->kind == CT_MEMBER));
}

static struct c_value pointer_sum(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	const struct c_value *p = is_pointer(a) ? a : b, *n = p == a ? b : a;

	if (p->type.kind == CT_TEXT && !(is_pointer(a) && is_pointer(b)))
		return *op == '+' ? c_end_of(c, p, c_number(c, n)) : !p->whole ? refuse(c, "a string that walks back") :
		       c_end_of(c, p, arena_printf(c->p->arena, "-%s", c_number(c, n)));
	if (is_pointer(a) && is_pointer(b)) {
		if (a->type.kind == CT_TEXT || b->type.kind == CT_TEXT)
			return c_distance(c, op, a, b);
		const char *size = c_type_size(c, a->type.to);

		if (*op != '-' || !size)
			return refuse(c, "pointers are not added");
		return c_made(arena_printf(c->p->arena, "((%s - %s) / %s)", a->text, b->text, size), c_long);
	}
	return c_made(arena_printf(c->p->arena, "(%s %s %s)", p->text, op, c_scaled(c, p, c_number(c, n))), p->type);
}

/* what becomes of one side where the other one makes it a number of 32 bits without a sign */
static const char *converted(struct c_parser *c, const struct c_value *v, const struct c_type *t)
{
	const char *text = c_number(c, v);
	bool same = v->type.kind != CT_INT || v->type.is_unsigned || !text[strspn(text, "0123456789")];

	return t->is_unsigned && t->size == 4 && !same ? c_cut(c, text, t) : text;
}

static struct c_value arithmetic(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	struct c_type t = common(a, b);
	bool wide = t.is_unsigned && t.size == 8, divides = *op == '/' || *op == '%';
	const char *x = divides ? converted(c, a, &t) : c_number(c, a), *y = divides ? converted(c, b, &t) : c_number(c, b), *text;

	if (!strcmp(op, ">>") || !strcmp(op, "<<"))	/* the left one's own type, promoted */
		t = a->type.kind != CT_INT ? c_long : a->type.size < 4 ? c_int : a->type;
	t.bits = 0;
	if (!strcmp(op, ">>") && t.is_unsigned && t.size == 8)
		op = ">>>";
	if (!strcmp(op, ">>>") && !strpbrk(x, "abcdefghijklmnopqrstuvwxyz") && !strpbrk(y, "abcdefghijklmnopqrstuvwxyz"))
		text = arena_printf(c->p->arena, "__embed_right(%s, %s)", x, y);	/* not of two constants, says the language */
	else if (wide && divides)
		text = arena_printf(c->p->arena, "__embed_u%s(%s, %s)", *op == '/' ? "div" : "mod", x, y);
	else
		text = arena_printf(c->p->arena, "(%s %s %s)", x, op, y);
	if (t.size == 4 && (t.is_unsigned || !strcmp(op, "<<")))
		text = c_cut(c, text, &t);
	return c_made(text, t);
}

/* addresses and unsigned numbers of 64 bits have no sign */
static struct c_value compare(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	struct c_type t = common(a, b);
	const char *x = converted(c, a, &t), *y = converted(c, b, &t);

	if ((*op == '<' || *op == '>') && t.is_unsigned && t.size == 8)
		return c_made(arena_printf(c->p->arena, "(__embed_order(%s) %s __embed_order(%s))", x, op, y), c_int);
	return c_made(arena_printf(c->p->arena, "(%s %s %s)", x, op, y), c_int);
}

static struct c_value apply(struct c_parser *c, const char *op, unsigned level, const struct c_value *a,
			    const struct c_value *b)
{
	struct c_value x = c_decayed(c, a), y = c_decayed(c, b);

	a = &x;
	b = &y;
	if (!a->text || !b->text)
		return refused;
	if (level <= 2)
		return c_made(arena_printf(c->p->arena, "(%s %s %s)", c_truth(c, a), op, c_truth(c, b)), c_int);
	if (level == 6 && ((a->type.kind == CT_TEXT && c_is_null(b)) || (b->type.kind == CT_TEXT && c_is_null(a))))
		return c_made(arena_printf(c->p->arena, "(%s %s 0)", c_truth(c, c_is_null(b) ? a : b), op), c_int);
	if ((level == 6 || level == 7) && a->type.kind == CT_TEXT && b->type.kind == CT_TEXT && (a->whole || b->whole) &&
	    !strcmp(a->whole ? a->whole : a->text, b->whole ? b->whole : b->text))
		return c_made(arena_printf(c->p->arena, "(%s %s %s)", a->whole ? a->at : "0", op, b->whole ? b->at : "0"), c_int);
	if (level == 6 || level == 7)
		return compare(c, op, a, b);
	if (level == 9 && (is_pointer(a) || is_pointer(b)))
		return pointer_sum(c, op, a, b);
	return arithmetic(c, op, a, b);
}

static struct c_value binary(struct c_parser *c, unsigned least)
{
	struct c_value a = c_unary(c), b;
	unsigned level;

	while (!c->why && (level = level_of(c)) >= least && level) {
		const char *op = c_peek(c, 0)->text;

		struct buf pre = BUF_INIT, *outer = level <= 2 ? c_aside(c, &pre) : c->pre;

		c->pos++;
		b = binary(c, level + 1);
		if (c_back_from(c, &pre, outer))
			a = then_asked(c, op, &a, &b, buf_str(&pre));
		else
			a = apply(c, op, level, &a, &b);
		buf_fini(&pre);
	}
	return c->why ? refused : a;
}

/* c ? a : b, whose parts are there */
static struct c_value chosen(struct c_parser *c, const struct c_value *v, const struct c_value *a, const struct c_value *b)
{
	const char *truth = c_truth(c, v);

	if (a->type.kind == CT_TEXT && b->type.kind == CT_TEXT && (a->whole || b->whole) &&
	    !strcmp(a->whole ? a->whole : a->text, b->whole ? b->whole : b->text))
		return c_end_of(c, &(struct c_value){ .text = a->whole ? a->whole : a->text, .is_variable = a->is_variable },
				arena_printf(c->p->arena, "(%s ? %s : %s)", truth, a->whole ? a->at : "0", b->whole ? b->at : "0"));
	if (a->type.kind == CT_TEXT || b->type.kind == CT_TEXT)
		return c_made(arena_printf(c->p->arena, "(%s ? %s : %s)", truth, c_string(c, a), c_string(c, b)), c_text);
	if (a->type.kind == CT_VOID || b->type.kind == CT_VOID)		/* do this or that */
		return c_made(arena_printf(c->p->arena, "(%s ? %s : %s)", truth, *a->text ? a->text : "0", *b->text ? b->text : "0"),
			      c_void);

	struct c_type t = a->type.kind == CT_POINTER ? a->type : b->type.kind == CT_POINTER ? b->type : common(a, b);

	return c_made(arena_printf(c->p->arena, "(%s ? %s : %s)", truth, converted(c, a, &t), converted(c, b, &t)), t);
}

/* the same, where something is done before one of them */
static struct c_value chosen_then(struct c_parser *c, const struct c_value *v, struct c_value *a, struct c_value *b,
				  const char *pre_a, const char *pre_b)
{
	const char *name = c_fresh(c, "either");
	bool text = a->type.kind == CT_TEXT || b->type.kind == CT_TEXT, none = a->type.kind == CT_VOID || b->type.kind == CT_VOID;
	struct c_value ret = c_made(name, text ? c_text : none ? c_void : a->type.kind == CT_POINTER ? a->type :
				    b->type.kind == CT_POINTER ? b->type : common(a, b));
	const char *x = none ? a->text : text ? c_string(c, a) : converted(c, a, &ret.type);
	const char *y = none ? b->text : text ? c_string(c, b) : converted(c, b, &ret.type);

	if (none)
		buf_printf(c->pre, "if (%s) { %s%s; } else { %s%s; } ", c_truth(c, v), pre_a, *x ? x : "0", pre_b, *y ? y : "0");
	else
		buf_printf(c->pre, "if (%s) { %s%s = %s; } else { %s%s = %s; } ", c_truth(c, v), pre_a, name, x, pre_b, name, y);
	ret.text = none ? "0" : name;
	return ret;
}

struct c_value c_cond(struct c_parser *c)
{
	struct c_value v = binary(c, 1), a, b;
	struct buf pre_a = BUF_INIT, pre_b = BUF_INIT;

	if (!c_take(c, "?"))
		return v;
	if (!c_enter(c))
		return refused;
	struct buf *outer = c_aside(c, &pre_a);

	a = c_is(c, 0, ":") ? v : c_expr(c);
	c_expect(c, ":");
	if (outer)
		c->pre = &pre_b;
	b = c_cond(c);
	c->pre = outer;
	c_leave(c);

	struct c_value ret = !v.text || !a.text || !b.text ? refused : !pre_a.len && !pre_b.len ? chosen(c, &v, &a, &b) :
			     chosen_then(c, &v, &a, &b, buf_str(&pre_a), buf_str(&pre_b));

	buf_fini(&pre_a);
	buf_fini(&pre_b);
	return ret;
}

struct c_value c_apply(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	unsigned level = 0;

	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (!strcmp(operators[i].op, op))
			level = operators[i].level;
	return apply(c, op, level, a, b);
}
