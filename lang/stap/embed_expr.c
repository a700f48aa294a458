/*
 * embed_expr.c - embedded C: expressions
 *
 * A value is script text with the type that C gives it. Numbers are of 64 bits in the script, so they
 * are cut where C would cut them. What a pointer to a structure leads to is @cast(...)->member, and
 * other pointers are read by kernel_int() and its like.
 */
#include <string.h>
#include "lang/stap/consts.h"
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

struct c_var *c_find(struct c_parser *c, const char *name)
{
	for (size_t i = c->vars.n; i-- > 0;)
		if (!strcmp(c->vars.v[i].name, name))
			return &c->vars.v[i];
	for (size_t i = c->unit->vars.n; i-- > 0;)
		if (!strcmp(c->unit->vars.v[i].name, name))
			return &c->unit->vars.v[i];
	return NULL;
}

/* ---- conversions ---- */
static const char *cut(struct c_parser *c, const char *text, const struct c_type *t)
{
	if (t->kind != CT_INT || t->size >= 8)
		return text;
	if (t->is_unsigned)
		return arena_printf(c->p->arena, "(%s & %llu)", text, (1ULL << 8 * t->size) - 1);
	return arena_printf(c->p->arena, "((%s << %u) >> %u)", text, 64 - 8 * t->size, 64 - 8 * t->size);
}

const char *c_number(struct c_parser *c, const struct c_value *v)
{
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
	return arena_printf(c->p->arena, "kernel_string(%s)", c_number(c, v));
}

const char *c_fit(struct c_parser *c, const struct c_value *v, const struct c_type *t)
{
	if (t->kind == CT_TEXT)
		return c_string(c, v);
	const char *text = c_number(c, v);

	if (v->type.kind == CT_INT && (v->type.size < t->size || (v->type.size == t->size &&
								  v->type.is_unsigned == t->is_unsigned)))
		return text;
	return cut(c, text, t);
}

/* ---- memory ---- */
static struct c_value read_at(struct c_parser *c, const char *addr, const struct c_type *t)
{
	static const char *const by_size[] = { [1] = "kernel_char", [2] = "kernel_short", [4] = "kernel_int", [8] = "kernel_long" };
	struct c_value v = { .type = *t, .addr = addr };

	switch (t->kind) {
	case CT_INT:
		v.text = cut(c, arena_printf(c->p->arena, "%s(%s)", by_size[t->size], addr), t);
		return v;
	case CT_POINTER:
	case CT_LATER:
		v.text = arena_printf(c->p->arena, "kernel_pointer(%s)", addr);
		return v;
	case CT_STRUCT:
		v.text = addr;
		return v;
	case CT_VOID:
	case CT_TEXT:
	case CT_MEMBER:
	case CT_ARRAY:
	case CT_RECORD:
		break;
	}
	return refuse(c, "nobody knows what the pointer points at");
}

/* p + n, in elements */
static const char *scaled(struct c_parser *c, const struct c_value *p, const char *n)
{
	const char *size = c_type_size(c, p->type.to);

	if (!size)
		c_refuse(c, "nobody knows the size of what the pointer points at");
	if (!size || !strcmp(size, "1"))
		return n;
	return arena_printf(c->p->arena, "(%s * %s)", n, size);
}

/* s[at]: 0 behind its end */
static struct c_value byte_of(struct c_parser *c, const struct c_value *s, const char *at)
{
	struct c_value v = c_made(arena_printf(c->p->arena, "__embed_at(%s, %s)", s->text, at), c_char);

	v.is_variable = s->is_variable;
	v.whole = s->text;
	v.at = at;
	return v;
}

/* the same of what may be the end of a string */
static struct c_value byte_in(struct c_parser *c, const struct c_value *s, const char *at)
{
	struct c_value whole = { .text = s->whole, .is_variable = s->is_variable };

	if (!s->whole)
		return byte_of(c, s, at);
	return byte_of(c, &whole, strcmp(at, "0") ? arena_printf(c->p->arena, "(%s + %s)", s->at, at) : s->at);
}

struct c_value c_name_of(struct c_parser *c, const struct c_var *var)
{
	struct c_value v = c_made(var->text, var->type);

	v.is_variable = true;
	v.index = var->of_thread ? "tid()" : NULL;
	if (!var->whole)
		return v;
	v.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", var->whole, var->text);
	v.whole = var->whole;
	v.at = v.moves = var->text;
	v.is_variable = var->writes;
	return v;
}

bool c_point(struct c_parser *c, const char *var, const struct c_value *v)
{
	if (!v->text || v->type.kind != CT_TEXT || (!v->is_variable && !v->whole && !v->is_argument))
		return false;
	for (size_t i = c->vars.n; i-- > 0;) {
		struct c_var *x = &c->vars.v[i];

		if (strcmp(x->text, var) != 0)
			continue;
		x->type = c_text;
		x->whole = v->whole ? v->whole : v->text;
		x->writes = v->is_variable;
		return true;
	}
	return false;		/* a static one: it holds a copy */
}

/* s + at */
static struct c_value end_of(struct c_parser *c, const struct c_value *s, const char *at)
{
	const char *whole = s->whole ? s->whole : s->text;
	struct c_value v;

	if (s->whole)
		at = arena_printf(c->p->arena, "(%s + %s)", s->at, at);
	v = c_made(arena_printf(c->p->arena, "__embed_end(%s, %s)", whole, at), c_text);
	v.is_variable = s->is_variable;
	v.whole = whole;
	v.at = at;
	return v;
}

const char *c_store(struct c_parser *c, const struct c_value *to, const char *text)
{
	if (!to->whole)
		return arena_printf(c->p->arena, "(%s = %s)", to->text, text);
	if (to->type.kind == CT_TEXT)
		return arena_printf(c->p->arena, "(%s = substr(%s, 0, %s) . %s)", to->whole, to->whole, to->at, text);
	return arena_printf(c->p->arena, "(%s = __embed_put(%s, %s, %s))", to->whole, to->whole, to->at, text);
}

struct c_value c_deref(struct c_parser *c, const struct c_value *v)
{
	if (v->of)
		return *v->of;
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s[0]", v->text), c_member);
	if (v->type.kind == CT_TEXT)
		return byte_in(c, v, "0");
	if (v->type.kind != CT_POINTER)
		return refuse(c, "it is not a pointer");
	return read_at(c, v->text, v->type.to);
}

/* a variable of its own */
static struct c_value own_member(struct c_parser *c, const struct c_value *v, const char *name)
{
	const struct c_record *r = v->type.record;

	for (size_t i = 0; i < r->members.n; i++) {
		const struct c_var *m = &r->members.v[i];
		struct c_value ret = c_made(arena_printf(c->p->arena, "%s__%s", v->text, m->name), m->type);

		if (strcmp(m->name, name) != 0)
			continue;
		ret.is_variable = true;
		if (v->index && m->type.kind != CT_RECORD && m->type.kind != CT_ARRAY)
			ret.text = arena_printf(c->p->arena, "%s[%s]", ret.text, v->index);
		else
			ret.index = v->index;
		return ret;
	}
	return wrong(c, "the structure has no such member");
}

struct c_value c_member_of(struct c_parser *c, const struct c_value *v, const char *name)
{
	const struct c_type *t = v->type.kind == CT_POINTER ? v->type.to : &v->type;

	if (!v->text)
		return refused;
	if (v->of && v->type.kind == CT_POINTER)
		return c_member_of(c, v->of, name);
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s->%s", v->text, name), c_member);
	if (v->type.kind == CT_RECORD)
		return own_member(c, v, name);
	if (t->kind != CT_STRUCT)
		return refuse(c, "it is not a structure");
	if (v->type.kind == CT_STRUCT && !v->addr)
		return refuse(c, "structures of its own");
	return c_made(arena_printf(c->p->arena, "@cast(%s, \"%s\", \"kernel\")->%s", v->text, t->name, name), c_member);
}

struct c_value c_element(struct c_parser *c, const struct c_value *v, const struct c_value *i)
{
	const char *n = c_number(c, i);

	if (!v->text)
		return refused;
	if (v->type.kind == CT_MEMBER)
		return c_made(arena_printf(c->p->arena, "%s[%s]", v->text, n), c_member);
	if (v->type.kind == CT_TEXT)
		return byte_in(c, v, n);
	if (v->type.kind == CT_ARRAY) {
		struct c_value e = c_made(v->text, *v->type.to);

		e.is_variable = true;
		if (e.type.kind == CT_RECORD)
			e.index = n;
		else
			e.text = arena_printf(c->p->arena, v->index ? "%s[%s, %s]" : "%s[%s%s]", v->text,
					      v->index ? v->index : "", n);
		return e;
	}
	if (v->type.kind != CT_POINTER)
		return refuse(c, "it is not a pointer");
	return read_at(c, arena_printf(c->p->arena, "(%s + %s)", v->text, scaled(c, v, n)), v->type.to);
}

static struct c_value address_of(struct c_parser *c)
{
	struct c_value v = c_unary(c), ret;

	if (!v.text)
		return refused;
	if (v.whole)
		return end_of(c, &(struct c_value){ .text = v.whole, .is_variable = v.is_variable }, v.at);
	if (v.type.kind == CT_RECORD)
		return refuse(c, "the address of a structure of its own");
	if (v.addr)
		ret = c_made(v.addr, (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, v.type) });
	else if (v.type.kind == CT_MEMBER)
		ret = c_made(arena_printf(c->p->arena, "(&%s)", v.text), (struct c_type){ .kind = CT_POINTER, .to = &c_member });
	else if (v.type.kind == CT_TEXT)
		return v;		/* &buf[0] is not this, and not written */
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
/* "a" "b" are one; escapes of both languages are alike */
static struct c_value literal(struct c_parser *c)
{
	struct buf b = BUF_INIT;

	while (c_peek(c, 0)->kind == C_STRING) {
		buf_puts(&b, c_peek(c, 0)->text);
		c->pos++;
		if (c_peek(c, 0)->kind == C_STRING)
			buf_puts(&b, " . ");
	}
	const char *text = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return c_made(text, c_text);
}

static struct c_value argument(struct c_parser *c, const char *name)
{
	for (size_t i = 0; c->f && i < c->f->params.n; i++) {
		const struct param *p = &c->f->params.v[i];

		if (!strcmp(p->name, name)) {
			struct c_value v = c_made(p->name, p->type == VT_STRING ? c_text : c_long);

			v.is_argument = true;
			return v;
		}
	}
	c_wrong(c, "the function has no parameter '%s'", name);
	return refused;
}

static struct c_value result(struct c_parser *c)
{
	struct c_value v = c_made(C_RESULT, c->f && c->f->type == VT_STRING ? c_text : c_long);

	v.is_variable = true;
	return v;
}

static struct c_value old_style(struct c_parser *c)	/* THIS-> */
{
	c_expect(c, "->");
	const char *name = c_peek(c, 0)->text;

	c->pos++;
	return !strcmp(name, C_RESULT) ? result(c) : argument(c, name);
}

static struct c_value call_own(struct c_parser *c, const struct c_func *f)
{
	struct buf b = BUF_INIT;
	size_t n = 0;

	buf_printf(&b, "%s(", f->name);
	while (!c_is(c, 0, ")") && !c->why) {
		struct c_value v = c_expr(c);

		buf_printf(&b, "%s%s", n ? ", " : "", n < f->params.n ? c_fit(c, &v, &f->params.v[n]) : c_number(c, &v));
		n++;
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, ")");
	buf_putc(&b, ')');
	const char *text = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	if (f->why && f->is_wrong)
		c_wrong(c, "%s() could not be taken over: %s", f->name, f->why);
	else if (f->why)
		c_refuse(c, "%s() could not be taken over: %s", f->name, f->why);
	else if (n != f->params.n)
		c_wrong(c, "%s() has %zu parameters", f->name, f->params.n);
	return c_made(text, f->result);
}

/* STAP_GLOBAL_SET_g(value), of an array: (keys, value) */
static struct c_value set_global(struct c_parser *c, const char *name)
{
	struct buf b = BUF_INIT;
	const char *last = NULL;

	buf_puts(&b, name);
	c_expect(c, "(");
	for (unsigned n = 0; !c->why; n++) {
		struct c_value v = c_expr(c);

		if (last)
			buf_printf(&b, "%s%s", n == 1 ? "[" : ", ", last);
		last = v.type.kind == CT_TEXT ? c_string(c, &v) : c_number(c, &v);
		if (c_take(c, ","))
			continue;
		buf_printf(&b, "%s = %s", n ? "]" : "", last);
		break;
	}
	c_expect(c, ")");
	const char *text = arena_strdup(c->p->arena, buf_str(&b));

	buf_fini(&b);
	return c_made(text, c_long);
}

static struct c_value of_script(struct c_parser *c, const char *name)
{
	static const char get[] = "STAP_GLOBAL_GET_", set[] = "STAP_GLOBAL_SET_", arg[] = "STAP_ARG_";

	if (!strncmp(name, arg, sizeof(arg) - 1))
		return argument(c, name + sizeof(arg) - 1);
	if (!strcmp(name, "STAP_RETVALUE"))
		return result(c);
	if (!strcmp(name, "THIS"))
		return old_style(c);
	if (!strncmp(name, get, sizeof(get) - 1)) {
		struct buf b = BUF_INIT;
		size_t n = 0;

		buf_puts(&b, name + sizeof(get) - 1);
		c_expect(c, "(");
		while (!c_is(c, 0, ")") && !c->why) {
			struct c_value k = c_expr(c);

			buf_printf(&b, "%s%s", n++ ? ", " : "[", k.type.kind == CT_TEXT ? c_string(c, &k) : c_number(c, &k));
			if (!c_take(c, ","))
				break;
		}
		c_expect(c, ")");
		if (n)
			buf_putc(&b, ']');
		const char *text = arena_strdup(c->p->arena, buf_str(&b));

		buf_fini(&b);
		return c_made(text, c_long);
	}
	if (!strncmp(name, set, sizeof(set) - 1))
		return set_global(c, name + sizeof(set) - 1);
	return refused;
}

static struct c_value of_unit(struct c_parser *c, const char *name)
{
	const struct c_var *var = c_find(c, name);
	int64_t n;

	if (var)
		return c_name_of(c, var);
	for (size_t i = 0; i < c->unit->values.n; i++)
		if (!strcmp(c->unit->values.v[i].name, name))
			return c_made(c->unit->values.v[i].text, c_long);
	for (size_t i = c->unit->funcs.n; i-- > 0;)
		if (!strcmp(c->unit->funcs.v[i]->name, name) && c_take(c, "("))
			return call_own(c, c->unit->funcs.v[i]);
	if (stap_const(name, &n) || c_kernel_enumerator(c, name, &n))
		return c_made(arena_printf(c->p->arena, "(%lld)", (long long)n), c_long);
	return refused;
}

/* the kernel's functions are known by name; a name in capitals is most likely a macro of its */
static void unknown(struct c_parser *c, const char *name, bool called)
{
	if (called && c_kernel_has(c, name))
		c_refuse(c, "'%s()' is the kernel's", name);
	else if (called && !c->unit->incomplete)
		c_wrong(c, "'%s()' is not known", name);
	else if (!c->unit->incomplete && strpbrk(name, "abcdefghijklmnopqrstuvwxyz"))
		c_wrong(c, "'%s' is not known", name);
	else
		c_refuse(c, called ? "'%s()' is not known" : "'%s' is not known", name);
}

static struct c_value name(struct c_parser *c)
{
	const char *s = c_peek(c, 0)->text;
	size_t before = c->pos;
	struct c_value v;

	c->pos++;
	v = of_script(c, s);
	if (!v.text && !c->why)
		v = of_unit(c, s);
	if (!v.text && !c->why)
		v = c_is(c, 0, "(") ? c_kernel_call(c, s) : c_kernel_name(c, s);
	if (!v.text && !c->why) {
		c->pos = before;
		unknown(c, s, c_is(c, 1, "("));
	}
	return v;
}

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
		t = c_unary(c).type;
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
		return literal(c);
	if (c_is(c, 0, "sizeof"))
		return size_of(c);
	if (t->kind == C_NAME)
		return name(c);
	if (!c_take(c, "("))
		return wrong(c, "expected an expression");
	if (c_is(c, 0, "{"))
		return refuse(c, "statements in an expression");
	v = c_expr(c);
	while (!c->why && c_take(c, ",")) {	/* what comes before it is reckoned, and nobody's */
		struct c_value next = c_expr(c);

		if (!v.text || !next.text || v.type.kind == CT_TEXT || next.type.kind == CT_TEXT)
			return refuse(c, "a list of expressions");
		next.text = arena_printf(c->p->arena, "(0 * %s + %s)", v.text, next.text);
		v = c_made(next.text, next.type);
	}
	c_expect(c, ")");
	return v;
}

/* s++ of a pointer into a string */
static struct c_value next_byte(struct c_parser *c, const struct c_value *v, const char *op, bool before)
{
	const char *moved = arena_printf(c->p->arena, "(%s = %s %c 1)", v->moves, v->moves, *op);
	struct c_value whole = { .text = v->whole, .is_variable = v->is_variable }, ret;

	ret = end_of(c, &whole, before ? arena_printf(c->p->arena, "(%s %c 1)", moved, *op == '+' ? '-' : '+') : moved);
	ret.alone = moved;
	return ret;
}

/* x++, --x: as C cuts it; what stood there before is reckoned from what stands there now */
static struct c_value stepped(struct c_parser *c, const struct c_value *v, const char *op, bool before)
{
	const char *by, *text;
	struct c_value ret;

	if (v->moves)
		return next_byte(c, v, op, before);
	if (!v->is_variable)
		return refuse(c, "memory of the kernel is not written");
	if (v->type.kind == CT_TEXT)
		return refuse(c, "a string that walks");
	by = v->type.kind == CT_POINTER ? scaled(c, v, "1") : "1";
	text = arena_printf(c->p->arena, "(%s %c %s)", v->text, *op, by);
	text = c_store(c, v, cut(c, text, &v->type));
	ret = c_made(text, v->type);
	if (v->whole)			/* a string is what was assigned */
		ret.type = c_void;
	else if (before)
		ret.text = cut(c, arena_printf(c->p->arena, "(%s %c %s)", text, *op == '+' ? '-' : '+', by), &v->type);
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
		} else if (c_is(c, 0, "++") || c_is(c, 0, "--")) {
			v = stepped(c, &v, c_peek(c, 0)->text, true);
			c->pos++;
		} else {
			break;
		}
	}
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
		return refuse(c, "structures of its own");
	v = c_unary(c);
	if (!v.text)
		return refused;
	if (t.kind == CT_VOID || (t.kind == CT_POINTER && v.type.kind == CT_TEXT))
		return v;
	v.text = c_fit(c, &v, &t);
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
	const char *text = arena_printf(c->p->arena, "(%s%s)", op, *op == '!' ? c_truth(c, &v) : c_number(c, &v));

	return c_made(t.is_unsigned ? cut(c, text, &t) : text, t);
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

/* C's usual arithmetic conversions */
static struct c_type common(const struct c_value *a, const struct c_value *b)
{
	const struct c_type *x = a->type.kind == CT_INT ? &a->type : a->type.kind == CT_POINTER ? &c_ulong : &c_long;
	const struct c_type *y = b->type.kind == CT_INT ? &b->type : b->type.kind == CT_POINTER ? &c_ulong : &c_long;
	struct c_type t = x->size < y->size ? *y : *x;

	if (t.size < 4)
		return c_int;
	t.is_unsigned = (x->is_unsigned && x->size == t.size) || (y->is_unsigned && y->size == t.size);
	return t;
}

static bool is_pointer(const struct c_value *v)
{
	return v->type.kind == CT_TEXT || (v->type.kind == CT_POINTER && !(v->of && v->type.to->kind == CT_MEMBER));
}

/* p - s, of one string */
static struct c_value distance(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	if (*op != '-' || strcmp(a->whole ? a->whole : a->text, b->whole ? b->whole : b->text) != 0)
		return refuse(c, "where in a string another one begins");
	return c_made(arena_printf(c->p->arena, "(%s - %s)", a->whole ? a->at : "0", b->whole ? b->at : "0"), c_long);
}

static struct c_value pointer_sum(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	const struct c_value *p = is_pointer(a) ? a : b, *n = p == a ? b : a;

	if (p->type.kind == CT_TEXT && !(is_pointer(a) && is_pointer(b)))
		return *op == '+' ? end_of(c, p, c_number(c, n)) : refuse(c, "a string that walks back");
	if (is_pointer(a) && is_pointer(b)) {
		if (a->type.kind == CT_TEXT || b->type.kind == CT_TEXT)
			return distance(c, op, a, b);
		const char *size = c_type_size(c, a->type.to);

		if (*op != '-' || !size)
			return refuse(c, "pointers are not added");
		return c_made(arena_printf(c->p->arena, "((%s - %s) / %s)", a->text, b->text, size), c_long);
	}
	return c_made(arena_printf(c->p->arena, "(%s %s %s)", p->text, op, scaled(c, p, c_number(c, n))), p->type);
}

static struct c_value arithmetic(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	struct c_type t = common(a, b);
	const char *x = c_number(c, a), *y = c_number(c, b), *text;
	bool wide = t.is_unsigned && t.size == 8;

	if (!strcmp(op, ">>") || !strcmp(op, "<<"))	/* the left one's own type, promoted */
		t = a->type.kind != CT_INT ? c_long : a->type.size < 4 ? c_int : a->type;
	if (!strcmp(op, ">>") && t.is_unsigned && t.size == 8)
		op = ">>>";
	if (wide && (*op == '/' || *op == '%'))
		text = arena_printf(c->p->arena, "__embed_u%s(%s, %s)", *op == '/' ? "div" : "mod", x, y);
	else
		text = arena_printf(c->p->arena, "(%s %s %s)", x, op, y);
	if (t.size == 4 && (t.is_unsigned || !strcmp(op, "<<")))
		text = cut(c, text, &t);
	return c_made(text, t);
}

/* addresses and unsigned numbers of 64 bits have no sign */
static struct c_value compare(struct c_parser *c, const char *op, const struct c_value *a, const struct c_value *b)
{
	struct c_type t = common(a, b);
	const char *x = c_number(c, a), *y = c_number(c, b);

	if ((*op == '<' || *op == '>') && t.is_unsigned && t.size == 8)
		return c_made(arena_printf(c->p->arena, "(__embed_order(%s) %s __embed_order(%s))", x, op, y), c_int);
	return c_made(arena_printf(c->p->arena, "(%s %s %s)", x, op, y), c_int);
}

static struct c_value apply(struct c_parser *c, const char *op, unsigned level, const struct c_value *a,
			    const struct c_value *b)
{
	if (!a->text || !b->text)
		return refused;
	if (level <= 2)
		return c_made(arena_printf(c->p->arena, "(%s %s %s)", c_truth(c, a), op, c_truth(c, b)), c_int);
	if (level == 6 && ((a->type.kind == CT_TEXT && c_is_null(b)) || (b->type.kind == CT_TEXT && c_is_null(a))))
		return c_made(arena_printf(c->p->arena, "(%s %s 0)", c_truth(c, c_is_null(b) ? a : b), op), c_int);
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

		c->pos++;
		b = binary(c, level + 1);
		a = apply(c, op, level, &a, &b);
	}
	return c->why ? refused : a;
}

struct c_value c_cond(struct c_parser *c)
{
	struct c_value v = binary(c, 1), a, b;

	if (!c_take(c, "?"))
		return v;
	if (!c_enter(c))
		return refused;
	a = c_is(c, 0, ":") ? v : c_expr(c);
	c_expect(c, ":");
	b = c_cond(c);
	c_leave(c);
	if (!v.text || !a.text || !b.text)
		return refused;
	if (a.type.kind == CT_TEXT || b.type.kind == CT_TEXT)
		return c_made(arena_printf(c->p->arena, "(%s ? %s : %s)", c_truth(c, &v), c_string(c, &a), c_string(c, &b)),
			      c_text);
	return c_made(arena_printf(c->p->arena, "(%s ? %s : %s)", c_truth(c, &v), c_number(c, &a), c_number(c, &b)),
		      a.type.kind == CT_POINTER ? a.type : b.type.kind == CT_POINTER ? b.type : common(&a, &b));
}

/* ---- assignment ---- */
static bool at_assignment(const struct c_parser *c)
{
	const struct c_tok *t = c_peek(c, 0);
	size_t n = strlen(t->text);

	return t->kind == C_OP && n && t->text[n - 1] == '=' && strcmp(t->text, "==") != 0 && strcmp(t->text, "!=") != 0 &&
	       strcmp(t->text, "<=") != 0 && strcmp(t->text, ">=") != 0;
}

/* char *s = "..." and char *s = p->name are different things here: what comes first decides */
static void settle(struct c_parser *c, const struct c_value *to, const struct c_value *v, struct c_type *t)
{
	if (t->kind != CT_LATER)
		return;
	*t = v->type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	for (size_t i = 0; i < c->vars.n; i++)
		if (!strcmp(c->vars.v[i].text, to->text))
			c->vars.v[i].type = *t;
}

/* a pointer into a string goes elsewhere in it */
static struct c_value move(struct c_parser *c, const struct c_value *to, const char *op)
{
	struct c_value v, ret = *to;
	const char *sum;

	c->pos++;
	v = c_expr(c);
	if (!v.text)
		return refused;
	if (!strcmp(op, "=")) {
		if (v.type.kind != CT_TEXT || strcmp(v.whole ? v.whole : v.text, to->whole) != 0)
			return refuse(c, "a pointer that goes from one string to another");
		sum = v.whole ? v.at : "0";
	} else {
		if (strcmp(op, "+=") != 0 && strcmp(op, "-=") != 0)
			return refuse(c, "it is a pointer");
		sum = arena_printf(c->p->arena, "%s %c %s", to->moves, *op, c_number(c, &v));
	}
	ret.alone = arena_printf(c->p->arena, "(%s = %s)", to->moves, sum);
	ret.at = ret.alone;
	ret.moves = NULL;
	ret.text = arena_printf(c->p->arena, "__embed_end(%s, %s)", to->whole, ret.at);
	return ret;
}

static struct c_value assign(struct c_parser *c, struct c_value *to)
{
	const char *op = c_peek(c, 0)->text;
	size_t n = strlen(op) - 1;
	struct c_value v;

	if (to->moves)
		return move(c, to, op);
	if (!to->is_variable || to->type.kind == CT_ARRAY)
		return refuse(c, to->type.kind == CT_ARRAY ? "an array as a whole" :
			      "memory of the kernel is not written; BPF programs may not");
	c->pos++;
	v = c_expr(c);
	if (!v.text)
		return refused;
	if (n) {
		const char *own = arena_strndup(c->p->arena, op, n);
		unsigned level = 0;

		for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
			if (!strcmp(operators[i].op, own))
				level = operators[i].level;
		v = apply(c, own, level, to, &v);
	}
	if (to->type.kind == CT_LATER && !n && c_point(c, to->text, &v))
		return c_made(arena_printf(c->p->arena, "(%s = %s)", to->text, v.whole ? v.at : "0"), c_void);
	if (to->type.kind == CT_LATER && c_is_null(&v))
		return v;		/* it tells nothing of what the pointer will be; it is that by itself */
	settle(c, to, &v, &to->type);
	c->sets_result |= !strcmp(to->text, C_RESULT);

	struct c_value ret = c_made(c_store(c, to, c_fit(c, &v, &to->type)), to->whole ? c_void : to->type);

	return c->why ? refused : ret;
}

/* ---- first values ---- */
static unsigned initialise_elements(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	unsigned n = 0, most = 0;

	for (; !c->why && !c_is(c, 0, "}"); n++) {
		if (c_take(c, "[")) {
			struct c_value at = c_cond(c);

			n = at.text ? (unsigned)strtoul(at.text + (*at.text == '('), NULL, 10) : 0;
			c_expect(c, "]");
			c_expect(c, "=");
		}
		struct c_value i = c_made(arena_printf(c->p->arena, "%u", n), c_int), e = c_element(c, to, &i);

		c_initialise(c, &e, out);
		most = n + 1 > most ? n + 1 : most;
		if (!c_take(c, ","))
			break;
	}
	return most;
}

static void initialise_members(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	const struct c_record *r = to->type.record;

	for (size_t i = 0; !c->why && !c_is(c, 0, "}"); i++) {
		const char *name = i < r->members.n ? r->members.v[i].name : "";

		if (c_take(c, ".")) {
			name = c_peek(c, 0)->text;
			c->pos++;
			c_expect(c, "=");
			for (i = 0; i < r->members.n && strcmp(r->members.v[i].name, name) != 0;)
				i++;
		}
		struct c_value m = c_member_of(c, to, name);

		c_initialise(c, &m, out);
		if (!c_take(c, ","))
			break;
	}
}

unsigned c_initialise(struct c_parser *c, const struct c_value *to, struct buf *out)
{
	unsigned n = 0;
	struct c_value v;

	if (to->type.kind == CT_ARRAY || to->type.kind == CT_RECORD) {
		if (!c_is(c, 0, "{"))
			c_refuse(c, "structures are copied member by member");
		c_expect(c, "{");
		if (to->type.kind == CT_ARRAY)
			n = initialise_elements(c, to, out);
		else
			initialise_members(c, to, out);
		c_expect(c, "}");
		return n;
	}
	v = c_expr(c);
	if (v.text && !c->why)
		buf_printf(out, "%s; ", c_store(c, to, c_fit(c, &v, &to->type)));
	return 0;
}

struct c_value c_expr(struct c_parser *c)
{
	struct c_value v = refused;

	if (!c_enter(c))
		return v;
	v = c_cond(c);
	if (v.text && at_assignment(c))
		v = assign(c, &v);
	c_leave(c);
	return c->why ? refused : v;
}
