/*
 * embed_decl.c - embedded C: declarations of variables
 *
 * C's names become names of the script that nothing else has. Static variables are globals of the file; a local array
 * is a part of one, by thread; a structure is a variable for each member.
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed.h"

const char *c_fresh(struct c_parser *c, const char *name)
{
	return arena_printf(c->p->arena, "__c%u_%s", ++c->nlocals, name);
}

static bool is_complete(const struct c_type *t)
{
	while (t->kind == CT_ARRAY)
		t = t->to;
	return t->kind != CT_RECORD || !t->record->incomplete;
}

/* char s[16], char *s; type: of its elements */
struct c_type c_declarator(struct c_parser *c, struct c_type t, const char **name)
{
	t = c_type_pointers(c, t);
	*name = "?";
	if (c_is(c, 0, "("))
		return c_func_declarator(c, t, name);
	if (c_peek(c, 0)->kind != C_NAME) {
		c_wrong(c, "expected a name");
		return t;
	}
	*name = c_peek(c, 0)->text;
	c->pos++;
	if (t.kind == CT_POINTER && t.to->kind == CT_INT && t.to->size == 1)
		t.kind = CT_LATER;
	if (!c_is(c, 0, "["))
		return t;
	return c_type_array(c, t.kind == CT_LATER ? c_text : t);
}

static struct c_var *add(struct c_parser *c, const char *name, const char *text, struct c_type t)
{
	struct c_var v = { name, text, t };

	if (c->f || c->own)
		vec_push(c->p->arena, &c->vars, v);
	else
		vec_push(c->p->arena, &c->unit->vars, v);
	return c->f || c->own ? &vec_last(&c->vars) : &vec_last(&c->unit->vars);
}

/* = { 0 }, = "": what a variable is without it */
static bool empty_init(struct c_parser *c)
{
	if (c_is(c, 0, "{") && c_is(c, 1, "}"))
		c->pos += 2;
	else if (c_is(c, 0, "{") && c_peek(c, 1)->kind == C_NUMBER && !c_peek(c, 1)->num && c_is(c, 2, "}"))
		c->pos += 3;
	else
		return false;
	return true;
}

/* a variable for each member; of an array of such structures, an array for each */
static void members(struct c_parser *c, const char *text, const struct c_type *t, bool many, bool lasts, struct buf *out)
{
	for (size_t i = 0; i < t->record->members.n; i++) {
		const struct c_var *m = &t->record->members.v[i];
		const char *name = arena_printf(c->p->arena, "%s__%s", text, m->name);

		if (*m->name == ':')
			continue;
		if (m->type.kind == CT_RECORD)
			members(c, name, &m->type, many, lasts, out);
		else if (m->type.kind == CT_STRUCT || (m->type.kind == CT_ARRAY && (!lasts || m->type.to->kind == CT_RECORD)))
			c_refuse(c, "structures like this of its own");
		else if (lasts && (many || m->type.kind == CT_ARRAY))
			buf_printf(out, "private global %s[4096]\n", name);
		else
			buf_printf(out, lasts ? "private global %s = %s\n" : "%s = %s; ", name,
				   m->type.kind == CT_TEXT ? "\"\"" : "0");
	}
}

/*
 * Arrays and structures: the first value is given when the session begins, as arrays of the script have no
 * initial values.
 */
static void lasting_many(struct c_parser *c, const char *text, struct c_type *t, struct buf *globals)
{
	enum { LEAST_ROOM = 4096, MOST_ROOM = 1 << 20 };
	const struct c_type *of = t;
	struct c_value to = c_made(text, *t);
	uint64_t room = 1;

	for (; of->kind == CT_ARRAY; of = of->to)
		room = of->count && room * of->count <= MOST_ROOM ? room * of->count : room;
	if (of->kind == CT_RECORD)
		members(c, text, of, t->kind == CT_ARRAY, true, globals);
	else if (of->kind == CT_INT || of->kind == CT_POINTER || of->kind == CT_TEXT)
		buf_printf(globals, "private global %s[%u]\n", text, (unsigned)(room > LEAST_ROOM ? room : LEAST_ROOM));
	else
		c_refuse(c, "structures of its own");
	if (!c_take(c, "=") || empty_init(c))
		return;
	to.is_variable = true;
	buf_puts(globals, "probe begin(-9223372036854775807) { ");
	unsigned n = c_initialise(c, &to, globals);

	buf_puts(globals, "}\n");
	t->count = t->count ? t->count : n;
}

/* HZ * 5 is a constant in C, and known when the session begins here */
static void lasting_one(struct c_parser *c, const char *text, const struct c_type *t, struct buf *globals)
{
	struct c_value v = c_expr(c), fit;
	int64_t n;

	if (!v.text)
		return;
	fit = c_made(c_fit(c, &v, t), *t);
	if (t->kind == CT_TEXT && *fit.text == '"')
		buf_printf(globals, "private global %s = %s\n", text, fit.text);
	else if (t->kind == CT_TEXT)
		buf_printf(globals, "private global %s = \"\"\nprobe begin(-9223372036854775807) { %s = %s }\n", text, text, fit.text);
	else if (c_constant(&fit, &n) && n != INT64_MIN)
		buf_printf(globals, "private global %s = %lld\n", text, (long long)n);
	else
		buf_printf(globals, "private global %s = 0\nprobe begin(-9223372036854775807) { %s = %s }\n", text, text, fit.text);
}

/* in the script's memory, with its first value */
static void lasting_in_memory(struct c_parser *c, const char *name, struct c_type t, struct buf *globals)
{
	size_t i = c->f || c->own ? c->vars.n : c->unit->vars.n;
	const char *addr = c_place(c, &t);
	struct c_var *var = add(c, name, addr, t);
	struct buf init = BUF_INIT;

	var->addr = addr;
	if (c_take(c, "=") && !empty_init(c)) {
		struct c_value to = c_at(c, addr, &t);
		unsigned n = c_initialise(c, &to, &init);

		var = c->f || c->own ? &c->vars.v[i] : &c->unit->vars.v[i];
		var->type.count = var->type.count ? var->type.count : n;
		buf_printf(globals, "probe begin(-9223372036854775807) { %s}\n", buf_str(&init));
	}
	buf_fini(&init);
	if (c->why)
		var->name = "";
}

/* a static variable lives in a global of the file */
void c_lasting(struct c_parser *c, const char *name, struct c_type t, struct buf *globals)
{
	const char *text = arena_printf(c->p->arena, "__c_%s%s%s", c->f ? c->f->name : c->own ? c->own->name : "",
					c->f || c->own ? "_" : "", name);
	struct buf own = BUF_INIT;

	if (t.kind == CT_STRUCT && !strcmp(t.name, "struct list_head"))
		t = c_list_head();
	if (t.kind == CT_STRUCT || !is_complete(&t))
		c_refuse(c, "structures of its own");
	if (c->why)
		return;
	if (t.kind == CT_LATER)
		t = c_text;
	t = c_mine(t);
	if (c_lives_in_memory(c, true, name, &t)) {
		lasting_in_memory(c, name, t, globals);
		return;
	}
	if (t.kind == CT_ARRAY || t.kind == CT_RECORD) {
		lasting_many(c, text, &t, &own);
	} else if (c_take(c, "=") && !empty_init(c)) {
		lasting_one(c, text, &t, &own);
	} else {
		buf_printf(&own, "private global %s = %s\n", text, t.kind == CT_TEXT ? "\"\"" : "0");
	}
	if (!c->why) {		/* else nobody knows it */
		add(c, name, text, t);
		buf_puts(globals, buf_str(&own));
	}
	buf_fini(&own);
}

/* locals of the script are no arrays: a part of a global of the file, which forgets the oldest */
static void local_array(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	enum { MOST_ZEROS = 256, ROOM = 16384 };
	bool numbers = t.to->kind == CT_INT || t.to->kind == CT_POINTER;
	struct buf global = BUF_INIT;
	struct c_var *var = add(c, name, arena_printf(c->p->arena, "__c%zu_%u_%s", c->p->file->globals.n, ++c->nlocals, name), t);
	struct c_value to;

	if (!numbers && t.to->kind != CT_TEXT)
		c_refuse(c, "arrays of arrays and structures of its own, unless they are static");
	var->of_thread = true;
	to = c_name_of(c, var);
	if (c_is(c, 0, "=") && t.count > MOST_ZEROS)
		c_refuse(c, "so large an array with a first value");
	if (c_take(c, "=")) {
		for (unsigned i = 0; i < t.count && !c->why; i++)
			buf_printf(out, "%s[tid(), %u] = %s; ", to.text, i, numbers ? "0" : "\"\"");
		unsigned n = empty_init(c) ? 0 : c_initialise(c, &to, out);

		for (size_t i = c->vars.n; i-- > 0 && !t.count;)
			if (c->vars.v[i].text == to.text)
				c->vars.v[i].type.count = n;
	}
	buf_printf(&global, "private global %s%%[%u]\n", to.text, ROOM);
	if (!c->why)
		c_declare(c, &global);
	buf_fini(&global);
}

static void local_in_memory(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	bool whole = t.kind == CT_RECORD || t.kind == CT_ARRAY;
	const char *addr = c_place(c, &t);
	size_t i = c->vars.n;
	struct c_value to, v;

	add(c, name, c_fresh(c, name), t)->addr = addr;
	to = c_at(c, addr, &t);
	if (!c_take(c, "=")) {
		if (!whole)
			buf_printf(out, "%s; ", c_store(c, &to, "0"));
		return;
	}
	if (whole && c_is(c, 0, "{")) {
		if (t.kind != CT_ARRAY || t.count)
			buf_printf(out, "%s; ", c_clear(c, &to));
		unsigned n = empty_init(c) ? 0 : c_initialise(c, &to, out);

		c->vars.v[i].type.count = t.count ? t.count : n;
		return;
	}
	v = c_expr(c);
	if (v.text && whole)
		buf_printf(out, "%s; ", c_copy(c, &to, &v));
	else if (v.text)
		buf_printf(out, "%s; ", c_store(c, &to, c_fit(c, &v, &t)));
}

/* struct path p = file->f_path */
static void copied(struct c_parser *c, const char *text, struct buf *out)
{
	struct c_value v = c_expr(c);

	if (v.text)
		buf_printf(out, "%s = %s; ", text, c_where(c, &v));
}

static void local(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	struct c_var *var;
	struct c_value v;

	if (t.kind == CT_STRUCT)
		t = c_time_record(&t);
	if (t.kind == CT_STRUCT && c_is_filled(c, name))
		t = c_mirror(c, &t);
	if (!is_complete(&t))
		c_refuse(c, "not all members of the structure could be taken over");
	if (c->why)
		return;
	if (c_lives_in_memory(c, false, name, &t)) {
		local_in_memory(c, name, t, out);
		return;
	}
	if (t.kind == CT_ARRAY) {
		local_array(c, name, t, out);
		return;
	}
	var = add(c, name, c_fresh(c, name), t);

	const char *text = var->text;

	if (t.kind == CT_STRUCT) {
		if (c_take(c, "=") && !empty_init(c))
			copied(c, text, out);
		else
			buf_printf(out, "%s = 0; ", text);
		return;
	}

	if (t.kind == CT_RECORD) {
		struct c_value to = c_made(text, t);

		to.is_variable = true;
		members(c, text, &t, false, false, out);
		if (c_take(c, "=") && !empty_init(c)) {
			if (c_is(c, 0, "{")) {
				c_initialise(c, &to, out);
				return;
			}
			v = c_expr(c);
			if (v.text && v.type.kind == CT_RECORD && v.type.record == t.record)
				buf_printf(out, "%s; ", c_copy(c, &to, &v));
			else if (v.text)
				c_refuse(c, "structures are copied from their like");
		}
		return;
	}
	if (!c_take(c, "=")) {
		if (t.kind != CT_LATER)		/* in a loop it begins anew */
			buf_printf(out, "%s = %s; ", text, t.kind == CT_TEXT ? "\"\"" : "0");
		return;
	}
	if (empty_init(c)) {
		buf_printf(out, "%s = \"\"; ", text);
		return;
	}
	v = c_expr(c);
	if (t.kind == CT_LATER && c_is_null(&v))
		return;
	if (t.kind == CT_LATER)
		v = c_held(c, name, &v, out);
	struct c_value into = t.kind == CT_LATER ? c_point(c, text, &v) : (struct c_value){ 0 };

	if (into.text) {
		buf_printf(out, "%s; ", into.alone);
		return;
	}
	if (t.kind == CT_LATER)
		t = v.type.kind == CT_TEXT ? c_text : (struct c_type){ .kind = CT_POINTER, .to = v.type.mine ? v.type.to : t.to, .mine = v.type.mine };
	c_remember_mine(c, text, &v);
	if (t.kind == CT_POINTER && t.to->kind == CT_POINTER && (v.type.kind == CT_ARRAY || v.type.kind == CT_POINTER) &&
	    v.type.to->kind == CT_TEXT)
		t.to = &c_text;
	t.mine |= t.kind == CT_POINTER && (v.type.mine || v.made || (v.type.kind == CT_ARRAY && v.addr));
	for (size_t i = c->vars.n; i-- > 0;)	/* the expression may have grown the list */
		if (c->vars.v[i].text == text)
			c->vars.v[i].type = t;
	if (v.text)
		buf_printf(out, "%s = %s; ", text, c_fit(c, &v, &t));
}

static bool is_static(const struct c_parser *c)
{
	for (size_t i = 0; c_at_type(c, i) && i < 4; i++)
		if (c_is(c, i, "static"))
			return true;
	return false;
}

/* what its first value needs done comes first, and behind what stands before it */
static void in_order(struct c_parser *c, const char *name, struct c_type t, struct buf *out)
{
	struct buf text = BUF_INIT;

	local(c, name, t, &text);
	c_before(c, out);
	buf_puts(out, buf_str(&text));
	buf_fini(&text);
}

static void static_local(struct c_parser *c, const char *name, struct c_type t, struct buf *globals)
{
	struct buf *pre = c->pre;

	c->pre = NULL;
	c_lasting(c, name, t, globals);
	c->pre = pre;
}

/* globals: what has to stand outside of the function */
void c_declaration(struct c_parser *c, struct buf *out)
{
	bool lasts = is_static(c);
	struct buf globals = BUF_INIT;
	struct c_type base;
	const char *name;

	if (c_type_base(c, &base) && !c_take(c, ";")) {
		do {
			struct c_type t = c_declarator(c, base, &name);

			if (lasts)
				static_local(c, name, t, &globals);
			else
				in_order(c, name, t, out);
		} while (!c->why && c_take(c, ","));
		c_expect(c, ";");
	}
	if (!c->why)
		c_declare(c, &globals);
	buf_fini(&globals);
}
