/*
 * embed_expr.c - embedded C: expressions
 *
 * A value is script text with the type that C gives it. Numbers are of 64 bits in the script, so they
 * are cut where C would cut them. What a pointer to a structure leads to is @cast(...)->member, and
 * other pointers are read by kernel_int() and its like.
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed.h"

static const struct c_value refused;

struct c_value c_made(const char *text, struct c_type type)
{
	return (struct c_value){ .text = text, .type = type };
}

static struct c_value refuse(struct c_parser *c, const char *why)
{
	c_refuse(c, "%s", why);
	return refused;
}

static struct c_value wrong(struct c_parser *c, const char *why)
{
	c_wrong(c, "%s", why);
	return refused;
}

/* ---- conversions ---- */
const char *c_cut(struct c_parser *c, const char *text, const struct c_type *t)
{
	if (t->kind != CT_INT || (t->size >= 8 && (!t->bits || t->bits >= 64)))
		return text;
	unsigned bits = t->bits ? t->bits : 8 * t->size;

	if (t->is_unsigned)
		return arena_printf(c->p->arena, "(%s & %llu)", text, (1ULL << bits) - 1);
	return arena_printf(c->p->arena, "((%s << %u) >> %u)", text, 64 - bits, 64 - bits);
}

const char *c_number(struct c_parser *c, const struct c_value *v)
{
	if (v->text && (v->made || (v->type.kind == CT_ARRAY && v->addr)))
		return v->made ? v->made : v->addr;
	switch (v->text ? v->type.kind : CT_INT) {
	case CT_INT:
	case CT_POINTER:
	case CT_LATER:
	case CT_MEMBER:
		return v->text;
	case CT_STRUCT:
		if (v->addr)
			return v->addr;
		break;
	case CT_VOID:
	case CT_FUNC:
	case CT_TEXT:
	case CT_ARRAY:
	case CT_RECORD:
		break;
	}
	c_refuse(c, v->type.kind == CT_TEXT ? "a string stands for its address" : "it has no value");
	return "0";
}

const char *c_string(struct c_parser *c, const struct c_value *v)
{
	if (!v->text || v->type.kind == CT_TEXT)
		return v->text ? v->text : "\"\"";
	if (c_is_null(v))
		return "\"\"";
	if (v->type.kind == CT_POINTER && v->type.mine)
		return arena_printf(c->p->arena, "__embed_text(%s)", v->text);
	return arena_printf(c->p->arena, "kernel_string(%s)", c_number(c, v));
}

const char *c_fit(struct c_parser *c, const struct c_value *v, const struct c_type *t)
{
	if (t->kind == CT_TEXT)
		return c_string(c, v);
	const char *text = c_number(c, v);

	bool fits = v->type.size < t->size ? v->type.is_unsigned || !t->is_unsigned || t->size == 8 :
		    v->type.size == t->size && v->type.is_unsigned == t->is_unsigned;

	if (v->type.kind == CT_INT && !t->bits && fits)
		return text;
	return c_cut(c, text, t);
}

/* ---- memory ---- */
static struct c_value read_at(struct c_parser *c, const char *addr, const struct c_type *t)
{
	static const char *const by_size[] = { [1] = "kernel_char", [2] = "kernel_short", [4] = "kernel_int", [8] = "kernel_long" };
	struct c_value v = { .type = *t, .addr = addr };

	switch (t->kind) {
	case CT_INT:
		v.text = c_cut(c, arena_printf(c->p->arena, "%s(%s)", by_size[t->size], addr), t);
		return v;
	case CT_POINTER:
	case CT_LATER:
		v.text = arena_printf(c->p->arena, "kernel_pointer(%s)", addr);
		return v;
	case CT_STRUCT:
		v.text = addr;
		return v;
	case CT_TEXT:
	case CT_ARRAY:
	case CT_RECORD:
		return c_at(c, addr, t);
	case CT_VOID:
	case CT_FUNC:
	case CT_MEMBER:
		break;
	}
	return refuse(c, "nobody knows what the pointer points at");
}

/* p + n, in elements */
const char *c_scaled(struct c_parser *c, const struct c_value *p, const char *n)
{
	bool strings = p->type.to->kind == CT_TEXT && !p->type.to->count;	/* pointers, that is */
	const char *size = strings ? "8" : c_type_size(c, p->type.to);

	if (!size)
		c_refuse(c, "nobody knows the size of what the pointer points at");
	if (!size || !strcmp(size, "1"))
		return n;
	return arena_printf(c->p->arena, "(%s * %s)", n, size);
}

struct c_value c_deref(struct c_parser *c, const struct c_value *p)
{
	struct c_value array = c_decayed(c, p);
	const struct c_value *v = &array;

	if (v->of)
		return *v->of;
	if (c_is_func(&v->type))
		return *v;
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s[0]", v->text), c_member);
	if (v->type.kind == CT_TEXT)
		return c_byte_in(c, v, "0");
	if (v->type.kind != CT_POINTER)
		return refuse(c, "it is not a pointer");
	return v->type.mine && v->type.to->kind != CT_STRUCT && v->type.to->kind != CT_VOID ? c_follow(c, v->text, v->type.to) :
	       read_at(c, v->text, v->type.to);
}

struct c_value c_member_at(struct c_parser *c, const struct c_value *v, size_t i)
{
	const struct c_var *m = &v->type.record->members.v[i];
	struct c_value ret;

	if (v->addr)
		return c_in(c, v, &m->type, v->type.record->is_union, arena_printf(c->p->arena, "%u", m->offset));
	ret = c_made(arena_printf(c->p->arena, "%s__%s", v->text, m->name), m->type);
	ret.is_variable = true;
	if (v->index && m->type.kind != CT_RECORD && m->type.kind != CT_ARRAY)
		ret.text = arena_printf(c->p->arena, "%s[%s]", ret.text, v->index);
	else
		ret.index = v->index;
	return ret;
}

/* a variable of its own, or in its memory */
static struct c_value own_member(struct c_parser *c, const struct c_value *v, const char *name)
{
	const struct c_record *r = v->type.record;

	if (v->addr && !r->size)
		return refuse(c, "nobody knows how large the members of the structure are");
	for (size_t i = 0; i < r->members.n; i++) {
		const struct c_var *m = &r->members.v[i];
		struct c_value inner;

		if (!strcmp(m->name, name))
			return c_member_at(c, v, i);
		if (*m->name || m->type.kind != CT_RECORD)
			continue;
		inner = c_member_at(c, v, i);			/* of one without a name */
		for (size_t k = 0; k < m->type.record->members.n; k++)
			if (!strcmp(m->type.record->members.v[k].name, name))
				return c_member_at(c, &inner, k);
	}
	return r->incomplete ? refuse(c, "not all members of the structure could be taken over") :
	       wrong(c, "the structure has no such member");
}

/* members that are macros in the kernel's headers */
static const char *member_name(const char *name)
{
	static const char *const rows[][2] = { { "s6_addr", "in6_u->u6_addr8" }, { "s6_addr16", "in6_u->u6_addr16" },
					       { "s6_addr32", "in6_u->u6_addr32" } };

	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++)
		if (!strcmp(rows[i][0], name))
			return rows[i][1];
	return name;
}

/* C takes an array for a pointer to its first element: struct unix_address has struct sockaddr_un name[] */
static bool is_array_of(const char *text, const char *member)
{
	size_t n = strlen(text);

	return n > 6 && !strcmp(text + n - 6, "->name") && !strncmp(member, "sun_", 4);
}

/* bytes of a member of the kernel's structure; 0: that is not known */
static unsigned member_size(struct c_parser *c, const char *tag, const char *name)
{
	const struct type *typedefs = c_kernel_type(c, tag);	/* or a tag without its word */
	const struct type *t = typedefs ? typedefs : c_kernel_type(c, arena_printf(c->p->arena, "struct %s", tag));
	const struct member *m = t ? type_member(type_strip(t), name, NULL) : NULL;

	return m ? (unsigned)type_strip(m->type)->size : 0;
}

struct c_value c_member_of(struct c_parser *c, const struct c_value *v, const char *name)
{
	const struct c_type *t = v->type.kind == CT_POINTER ? v->type.to : &v->type;

	if (!v->text)
		return refused;
	if (t->kind == CT_STRUCT && !strcmp(t->name, "struct context"))
		return c_context_member(c, name);
	name = member_name(name);
	if (v->of && v->type.kind == CT_POINTER)
		return c_member_of(c, v->of, name);
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s%s->%s", v->text, is_array_of(v->text, name) ? "[0]" : "", name), c_member);
	if (v->type.kind == CT_RECORD)
		return own_member(c, v, name);
	if (t->kind == CT_RECORD)
		return own_member(c, &(struct c_value){ .text = v->text, .addr = v->text, .type = *t }, name);
	if (t->kind != CT_STRUCT)
		return refuse(c, "it is not a structure");
	if (v->type.kind == CT_STRUCT && !v->addr)
		return refuse(c, "structures of its own");
	struct c_type member = c_member;

	member.size = member_size(c, t->name, name);
	return c_made(arena_printf(c->p->arena, "@cast(%s, \"%s\", \"kernel\")->%s", v->text, t->name, name), member);
}

static bool is_digits(const char *s)
{
	return s[strspn(s, "0123456789")] == '\0';
}

struct c_value c_element(struct c_parser *c, const struct c_value *v, const struct c_value *i)
{
	const char *n = c_number(c, i);

	if (!v->text || !n)
		return refused;
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s[%s]", v->text, n), c_member);
	if (v->type.kind == CT_TEXT)
		return c_byte_in(c, v, n);
	if (v->type.kind == CT_ARRAY && v->addr)
		return c_in(c, v, v->type.to, false, is_digits(n) ? arena_printf(c->p->arena, "%lu", strtoul(n, NULL, 10) *
			    c_bytes(c, v->type.to)) : arena_printf(c->p->arena, "%s * %u", n, c_bytes(c, v->type.to)));
	if (v->type.kind == CT_ARRAY) {
		struct c_value e = c_made(v->text, *v->type.to);

		n = v->index ? arena_printf(c->p->arena, "%s, %s", v->index, n) : n;
		e.is_variable = true;
		if (e.type.kind == CT_RECORD || e.type.kind == CT_ARRAY)
			e.index = n;
		else
			e.text = arena_printf(c->p->arena, "%s[%s]", v->text, n);
		return e;
	}
	if (v->type.kind != CT_POINTER)
		return refuse(c, "it is not a pointer");
	const char *addr = arena_printf(c->p->arena, "(%s + %s)", v->text, c_scaled(c, v, n));

	return v->type.mine && v->type.to->kind != CT_STRUCT && v->type.to->kind != CT_VOID ? c_follow(c, addr, v->type.to) :
	       read_at(c, addr, v->type.to);
}

/* a parameter of the script's function has no address: it is there once more */
static struct c_value lent_number(struct c_parser *c, const struct c_value *v)
{
	const char *addr = c_place(c, &v->type);
	struct c_value there = c_at(c, addr, &v->type);

	buf_printf(c->pre, "%s; ", c_store(c, &there, v->text));
	return c_made(addr, c_mine((struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, v->type) }));
}

static struct c_value address_of(struct c_parser *c)
{
	struct c_value v = c_unary(c), ret;

	if (!v.text)
		return refused;
	if (c_is_func(&v.type) && !v.is_variable)
		return v;
	if (v.whole)
		return c_end_of(c, &(struct c_value){ .text = v.whole, .is_variable = v.is_variable }, v.at);
	if (v.type.kind == CT_RECORD && !v.addr)
		return refuse(c, "the address of a structure of its own");
	if (v.in_union && (v.part || v.type.kind != CT_RECORD))
		return refuse(c, "the address of a member of a union");
	if (v.addr && v.type.kind != CT_TEXT && (v.is_variable || v.type.kind == CT_RECORD || v.type.kind == CT_ARRAY))
		ret = c_made(v.addr, c_mine((struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, v.type) }));
	else if (v.addr && v.type.kind != CT_TEXT)
		ret = c_made(v.addr, (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, v.type) });
	else if (v.type.kind == CT_MEMBER)
		ret = c_made(arena_printf(c->p->arena, "(&%s)", v.text), (struct c_type){ .kind = CT_POINTER, .to = &c_member });
	else if (v.type.kind == CT_TEXT)
		return v;		/* &buf[0] is not this, and not written */
	else if (v.is_argument && c->pre)
		return lent_number(c, &v);
	else
		ret = c_made("0", (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, v.type) });
	ret.of = arena_dup(c->p->arena, &v, sizeof(v));
	if (!v.addr && v.type.kind != CT_MEMBER)
		ret.text = NULL;	/* of a variable: good for *& only */
	if (!ret.text && !c->why)
		return refuse(c, "the address of a variable");
	return ret;
}

/* ---- operands ---- */
static struct c_value size_of(struct c_parser *c)
{
	struct c_type t;
	const char *size;

	c->pos++;
	if (c_is(c, 0, "(") && c_at_type(c, 1)) {
		c->pos++;
		c_type_base(c, &t);
		t = c_type_pointers(c, t);
		c_expect(c, ")");
	} else {
		t = c_unevaluated(c).type;
	}
	size = c_type_size(c, &t);
	if (!size)
		return refuse(c, "nobody knows the size of it");
	return c_made(size, c_ulong);
}

static struct c_value primary(struct c_parser *c)
{
	const struct c_tok *t = c_peek(c, 0);
	struct c_value v;

	if (t->kind == C_NUMBER) {
		c->pos++;
		return c_made(arena_printf(c->p->arena, t->num == INT64_MIN ? "(-9223372036854775807 - 1)" : t->num < 0 ? "(%lld)" :
					   "%lld", (long long)t->num),
			      t->wide ? t->is_unsigned ? c_ulong : c_long : t->is_unsigned ? c_uint : c_int);
	}
	if (t->kind == C_STRING)
		return c_literal(c);
	if (c_is(c, 0, "sizeof"))
		return size_of(c);
	if (t->kind == C_NAME)
		return c_name(c);
	if (!c_take(c, "("))
		return wrong(c, "expected an expression");
	if (c_take(c, "{")) {
		v = c->pre ? c_block_value(c) : refuse(c, "statements in an expression, outside of a function");
		c_expect(c, ")");
		return v;
	}
	v = c_expr(c);
	while (!c->why && c_take(c, ",")) {	/* what comes before it is reckoned, and nobody's */
		struct buf pre = BUF_INIT, *outer = c_aside(c, &pre);
		struct c_value next = c_expr(c);

		if (c_back_from(c, &pre, outer)) {
			if (v.text && *v.text)
				buf_printf(outer, "%s; ", v.alone ? v.alone : v.text);
			buf_puts(outer, buf_str(&pre));
			buf_fini(&pre);
			v = next;
			continue;
		}
		buf_fini(&pre);
		if (!v.text || !next.text || v.type.kind == CT_TEXT || next.type.kind == CT_TEXT)
			return refuse(c, "a list of expressions");
		next.text = arena_printf(c->p->arena, "(0 * %s + %s)", v.text, next.text);
		v = c_made(next.text, next.type);
	}
	c_expect(c, ")");
	return v;
}

/* x++, --x: as C cuts it; what stood there before is reckoned from what stands there now */
static struct c_value stepped(struct c_parser *c, const struct c_value *v, const char *op, bool before)
{
	const char *by, *text;
	struct c_value ret;

	if (v->moves)
		return c_text_step(c, v, op, before);
	if (!v->is_variable)
		return refuse(c, "memory of the kernel is not written");
	if (v->type.kind == CT_TEXT)
		return refuse(c, "a string that walks");
	by = v->type.kind == CT_POINTER ? c_scaled(c, v, "1") : "1";
	text = arena_printf(c->p->arena, "(%s %c %s)", v->text, *op, by);
	text = c_store(c, v, c_cut(c, text, &v->type));
	ret = c_made(text, v->type);
	if (v->whole)			/* a string is what was assigned */
		ret.type = c_void;
	else if (before)
		ret.text = c_cut(c, arena_printf(c->p->arena, "(%s %c %s)", text, *op == '+' ? '-' : '+', by), &v->type);
	ret.alone = text;
	return ret;
}

static struct c_value postfix(struct c_parser *c)
{
	struct c_value v = primary(c), i;

	while (!c->why && v.text) {
		if (c_take(c, "->") || c_take(c, ".")) {
			const char *name = c_peek(c, 0)->text;

			if (c_peek(c, 0)->kind != C_NAME)
				return wrong(c, "expected the name of a member");
			c->pos++;
			v = c_member_of(c, &v, name);
		} else if (c_take(c, "[")) {
			i = c_expr(c);
			c_expect(c, "]");
			v = c_element(c, &v, &i);
		} else if (c_is(c, 0, "(")) {
			v = c_call_through(c, &v);
		} else if (c_is(c, 0, "++") || c_is(c, 0, "--")) {
			v = stepped(c, &v, c_peek(c, 0)->text, true);
			c->pos++;
		} else {
			break;
		}
	}
	return c->why ? refused : v;
}

/* numbers of its own are kept as wide as they were written: their bytes can be looked at, no more */
static struct c_type seen_otherwise(struct c_parser *c, const struct c_type *from, struct c_type t)
{
	if (!from->mine || from->kind != CT_POINTER || t.kind != CT_POINTER || from->to->kind != CT_INT || t.to->kind != CT_INT ||
	    from->to->size == t.to->size)
		return t;
	if (t.to->size != 1) {
		c_refuse(c, "numbers of its own as others of another width; a union has both");
		return t;
	}
	struct c_type byte = *t.to;

	byte.mine = true;
	t.to = c_type_dup(c, byte);
	return t;
}

/* (struct x){ ... }, from the { */
static struct c_value literal_record(struct c_parser *c, const struct c_type *t)
{
	struct c_value v;

	if (t->kind != CT_RECORD || !t->record->size || !c->pre)
		return refuse(c, "structures of its own");
	v = c_at(c, c_place(c, t), t);
	buf_printf(c->pre, "%s; ", c_clear(c, &v));
	c_initialise(c, &v, c->pre);
	return c->why ? refused : v;
}

static struct c_value cast(struct c_parser *c)
{
	struct c_type t;
	struct c_value v;

	c->pos++;
	c_type_base(c, &t);
	t = c_type_pointers(c, t);
	c_expect(c, ")");
	if (c_is(c, 0, "{"))
		return literal_record(c, &t);
	v = c_unary(c);
	if (!v.text)
		return refused;
	v = c_decayed(c, &v);
	if (t.kind == CT_VOID || (t.kind == CT_POINTER && v.type.kind == CT_TEXT && (!v.made || c_bytes(c, t.to) == 1)))
		return v;
	t.mine |= t.kind == CT_POINTER && (v.type.mine || v.made);
	t = seen_otherwise(c, &v.type, t);
	v.text = c_fit(c, &v, &t);
	v.made = v.put = NULL;
	v.addr = NULL;
	v.of = NULL;
	v.is_variable = false;
	v.type = t;
	return v;
}

static struct c_value unary_op(struct c_parser *c)
{
	struct c_value v;

	if (c_take(c, "*")) {
		v = c_unary(c);
		return v.text ? c_deref(c, &v) : refused;
	}
	if (c_take(c, "&"))
		return address_of(c);
	if (c_is(c, 0, "++") || c_is(c, 0, "--")) {
		const char *op = c_peek(c, 0)->text;

		c->pos++;
		v = c_unary(c);
		return v.text ? stepped(c, &v, op, false) : refused;
	}
	if (c_take(c, "+"))
		return c_unary(c);
	if (!c_is(c, 0, "-") && !c_is(c, 0, "!") && !c_is(c, 0, "~"))
		return postfix(c);
	const char *op = c_peek(c, 0)->text;

	c->pos++;
	v = c_unary(c);
	if (!v.text)
		return refused;
	struct c_type t = *op == '!' || (v.type.kind == CT_INT && v.type.size < 4) ? c_int :
			  v.type.kind == CT_INT ? v.type : c_long;

	t.bits = 0;
	const char *text = arena_printf(c->p->arena, "(%s%s)", op, *op == '!' ? c_truth(c, &v) : c_number(c, &v));

	return c_made(t.is_unsigned ? c_cut(c, text, &t) : text, t);
}

struct c_value c_unary(struct c_parser *c)
{
	struct c_value v = refused;

	if (!c_enter(c))
		return v;
	v = c_is(c, 0, "(") && c_at_type(c, 1) ? cast(c) : unary_op(c);
	c_leave(c);
	return c->why ? refused : v;
}
