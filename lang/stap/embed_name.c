/*
 * embed_name.c - embedded C: what a name stands for: of the script, of the C around it, of the kernel
 */
#include <string.h>
#include "lang/stap/consts.h"
#include "lang/stap/embed.h"

static const struct c_value refused;

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

/* "a" "b" are one; escapes of both languages are alike */
struct c_value c_literal(struct c_parser *c)
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

			v.is_argument = v.is_variable = true;
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

struct c_value c_context_member(struct c_parser *c, const char *name)
{
	static const struct { const char *name, *text; const struct c_type *type; } members[] = {
		{ "probe_point", "pp()", &c_text }, { "probe_name", "pn()", &c_text }, { "nesting", "0", &c_int },
		{ "user_mode_p", "user_mode()", &c_int }, { "error_buffer", "__c_error", &c_text },
		{ "last_error", "\"\"", &c_text }, { "last_stmt", "\"\"", &c_text },
	};

	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++) {
		struct c_value v = c_made(members[i].text, *members[i].type);

		if (strcmp(members[i].name, name) != 0)
			continue;
		v.is_variable = !strcmp(name, "error_buffer") || !strcmp(name, "last_error");
		v.put = !strcmp(name, "last_error") ? "error(" : NULL;
		return v;
	}
	c_refuse(c, "'%s' of the context is the runtime's of the original; register(), u_register() and pp() tell of the probe", name);
	return refused;
}

/* a call with what has to be done before and behind it, for its arguments */
struct lent {
	struct buf args, before, behind;
};

/* a string of the script's has no address: it is lent one, and taken back */
static void lend(struct c_parser *c, const struct c_value *v, struct lent *l)
{
	const char *addr = c_place(c, &c_text);

	buf_printf(&l->before, "__embed_lend(%s, %s) + ", addr, v->text);
	if (v->is_variable)
		buf_printf(&l->behind, " + 0 * strlen(%s)", c_store(c, v, arena_printf(c->p->arena, "__embed_text(%s)", addr)));
	c->sets_result |= !strcmp(v->whole ? v->whole : v->text, C_RESULT);
	buf_puts(&l->args, addr);
}

static void record_argument(struct c_parser *c, const struct c_type *t, const struct c_value *v, struct lent *l)
{
	struct c_values parts = { 0 };

	if (v->text && v->type.record != t->record)
		c_refuse(c, "it is another structure");
	if (v->text && !c->why)
		c_parts(c, v, &parts);
	for (size_t i = 0; i < parts.v.n; i++)
		buf_printf(&l->args, "%s%s", i ? ", " : "", parts.v.v[i].text);
}

static void own_argument(struct c_parser *c, const struct c_type *t, struct lent *l)
{
	struct c_value v = c_expr(c);

	if (t && t->kind == CT_RECORD) {
		record_argument(c, t, &v, l);
		return;
	}
	if (v.text && v.is_variable && v.type.kind == CT_LATER)		/* not given anything yet */
		v.type = c_text;
	if (t && t->kind == CT_POINTER && v.type.kind == CT_TEXT && v.text && v.addr && !v.whole)
		buf_printf(&l->args, "__embed_touch(%s)", v.addr);
	else if (t && t->kind == CT_POINTER && v.type.kind == CT_TEXT && v.text && !v.made)
		lend(c, &v, l);
	else if (v.text)
		buf_puts(&l->args, t ? c_fit(c, &v, t) : c_number(c, &v));
}

static const char *lent_call(struct c_parser *c, const struct c_func *f, const char *head, struct lent *l)
{
	const char *call = arena_printf(c->p->arena, "%s%s)", head, buf_str(&l->args));

	if (!l->before.len)
		return call;
	if (f->result.kind == CT_TEXT)
		return arena_printf(c->p->arena, "substr((%s0) ? \"\" : (__c_text = %s), 0, 512%s)", buf_str(&l->before), call,
				    buf_str(&l->behind));
	return arena_printf(c->p->arena, "(%s%s%s)", buf_str(&l->before), call, buf_str(&l->behind));
}

/* a structure is left where the next call leaves its own: it is taken from there at once */
static struct c_value given(struct c_parser *c, const struct c_func *f, const char *call)
{
	struct c_value from, to;

	if (f->result.kind != CT_RECORD)
		return c_made(call, f->result);
	if (!f->result_at || !c->pre) {
		c_refuse(c, f->result_at ? "a structure that is given back, outside of a function" : "nobody knows how large it is");
		return refused;
	}
	from = c_at(c, f->result_at, &f->result);
	to = c_at(c, c_place(c, &f->result), &f->result);
	buf_printf(c->pre, "%s; %s; ", call, c_copy(c, &to, &from));
	to.alone = "0";
	return to;
}

/* head: the call up to its arguments; more: there are some already */
struct c_value c_call_own(struct c_parser *c, const struct c_func *f, const char *head, bool more)
{
	struct lent l = { BUF_INIT, BUF_INIT, BUF_INIT };
	size_t n = 0;

	while (!c_is(c, 0, ")") && !c->why) {
		if (n || more)
			buf_puts(&l.args, ", ");
		own_argument(c, n < f->params.n ? &f->params.v[n] : NULL, &l);
		n++;
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, ")");
	struct c_value v = given(c, f, lent_call(c, f, head, &l));

	buf_fini(&l.args);
	buf_fini(&l.before);
	buf_fini(&l.behind);
	if (f->why && f->is_wrong)
		c_wrong(c, "%s() could not be taken over: %s", f->name, f->why);
	else if (f->why)
		c_refuse(c, "%s() could not be taken over: %s", f->name, f->why);
	else if (n != f->params.n)
		c_wrong(c, "%s() has %zu parameters", f->name ? f->name : "it", f->params.n);
	return c->why ? refused : v;
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

static struct c_value own_function(struct c_parser *c, struct c_func *f)
{
	if (!c_take(c, "("))
		return c_func_value(c, f);
	if (f->result.kind == CT_LATER && !f->is_there && c->own != f)	/* declared only, so far: it will be a string */
		f->result = c_text;
	return c_call_own(c, f, arena_printf(c->p->arena, C_FUNCTION "%s(", f->name), false);
}

/* an int, if it has room for it */
static struct c_value enumerator(const char *text)
{
	struct c_value v = c_made(text, c_long);
	int64_t n;

	if (c_constant(&v, &n) && n == (int32_t)n)
		v.type = c_int;
	return v;
}

static struct c_value of_unit(struct c_parser *c, const char *name)
{
	const struct c_var *var = c_find(c, name);
	int64_t n;

	if (var)
		return c_name_of(c, var);
	for (size_t i = 0; i < c->unit->values.n; i++)
		if (!strcmp(c->unit->values.v[i].name, name))
			return enumerator(c->unit->values.v[i].text);
	for (size_t i = c->unit->funcs.n; i-- > 0;)
		if (!strcmp(c->unit->funcs.v[i]->name, name))
			return own_function(c, c->unit->funcs.v[i]);
	if (stap_const(name, &n) || c_kernel_enumerator(c, name, &n))
		return enumerator(arena_printf(c->p->arena, "(%lld)", (long long)n));
	return refused;
}

static bool is_variable(struct c_parser *c, const char *name)
{
	struct world *w = c->p->c->world;
	uint64_t addr;

	return w && w->symbol && !w->symbol(w, "", name, &addr);
}

/*
 * The kernel's functions are known by name; a name in capitals is most likely a macro of its. What its headers
 * define as inline functions nobody knows here.
 */
static void unknown(struct c_parser *c, const char *name, bool called)
{
	bool lower = strpbrk(name, "abcdefghijklmnopqrstuvwxyz");

	if (called && c_kernel_has(c, name))
		c_refuse(c, "'%s()' is the kernel's, which BPF programs may not call", name);
	else if (!called && lower && is_variable(c, name))
		c_refuse(c, "'%s' is a variable of the kernel's; @var(\"%s\") of the script's reads it", name, name);
	else if (c->unit->incomplete || (!called && !lower))
		c_refuse(c, "'%s%s' is not known", name, called ? "()" : "");
	else if (c->unit->includes)
		c_refuse(c, "'%s%s' is not known here, where headers are not read", name, called ? "()" : "");
	else
		c_wrong(c, "'%s%s' is not known", name, called ? "()" : "");
}

struct c_value c_name(struct c_parser *c)
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
	if (!v.text && !c->why && c_is(c, 0, "(") && c_inline(c, s))
		v = of_unit(c, s);
	if (!v.text && !c->why) {
		c->pos = before;
		unknown(c, s, c_is(c, 1, "("));
	}
	return v;
}
