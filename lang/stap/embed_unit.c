/*
 * embed_unit.c - embedded C outside of functions: functions, types, enumerators, static variables
 */
#include <stdlib.h>
#include <string.h>
#include "lang/stap/embed.h"

/* from the { to behind its } */
static size_t body_end(const struct c_parser *c)
{
	unsigned depth = 0;
	size_t i = c->pos;

	for (; i < c->n; i++) {
		bool op = c->t[i].kind == C_OP;

		depth += op && *c->t[i].text == '{';
		depth -= op && *c->t[i].text == '}';
		if (op && !depth && *c->t[i].text == '}')
			return i + 1;
	}
	return i;
}

/* ---- parameters ---- */
/* a string may be walked through: the variable that points into it is another one */
static void parameter(struct c_parser *in, const char *name, struct c_type t, struct buf *entry)
{
	struct c_var v = { .name = name, .text = c_fresh(in, name), .type = t };

	vec_push(in->p->arena, &in->args, v);
	if (t.kind == CT_TEXT) {
		v.whole = v.text;
		v.text = c_fresh(in, name);
		buf_printf(entry, "%s = 1; ", v.text);
	}
	vec_push(in->p->arena, &in->vars, v);
}

/* a structure: a parameter for each number and string in it */
static void record_parameter(struct c_parser *in, const char *name, struct c_type t, struct buf *entry)
{
	struct c_var var = { .name = name, .text = c_fresh(in, name), .type = t };
	struct c_values parts = { 0 };

	if (c_lives_in_memory(in, false, name, &t))
		var.addr = c_place(in, &t);
	vec_push(in->p->arena, &in->vars, var);

	struct c_value whole = c_name_of(in, &var);

	c_parts(in, &whole, &parts);
	for (size_t i = 0; i < parts.v.n; i++) {
		const struct c_value *to = &parts.v.v[i];
		struct c_var v = { .name = "", .text = c_fresh(in, name), .type = to->type };

		vec_push(in->p->arena, &in->args, v);
		buf_printf(entry, "%s; ", c_store(in, to, v.text));
	}
}

static void parameters(struct c_parser *c, struct c_func *f, struct c_parser *in, struct buf *entry)
{
	c_expect(c, "(");
	if (c_is(c, 0, "void") && c_is(c, 1, ")"))
		c->pos++;
	while (!c_is(c, 0, ")") && !c->why) {
		struct c_type t = c_int;
		const char *name = "";

		c_parameter(c, &t, &name);
		vec_push(c->p->arena, &f->params, t);
		if (!c->why && t.kind == CT_RECORD)
			record_parameter(in, name, t, entry);
		else
			parameter(in, name, t, entry);
		c->why = c->why ? c->why : in->why;
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, ")");
}

static const char *head(const struct c_parser *in, const struct c_func *f)
{
	struct buf b = BUF_INIT;

	for (size_t i = 0; i < in->args.n; i++)
		buf_printf(&b, "%s%s:%s", i ? ", " : "", in->args.v[i].text, in->args.v[i].type.kind == CT_TEXT ? "string" : "long");
	const char *ret = arena_strdup(in->p->arena, buf_str(&b));

	buf_fini(&b);
	return ret;
}

static void function(struct c_parser *c, struct c_func *f, struct buf *out)
{
	struct c_parser in = *c;
	struct buf body = BUF_INIT, entry = BUF_INIT;

	in.own = f;
	memset(&in.vars, 0, sizeof(in.vars));
	memset(&in.args, 0, sizeof(in.args));
	parameters(c, f, &in, &entry);
	if (f->result.kind == CT_RECORD && f->result.record->size)
		f->result_at = c_place(c, &f->result);
	f->head = head(&in, f);
	if (c_take(c, ";")) {		/* it comes later, in the script too */
		if (!c->why)
			vec_push(c->p->arena, &c->unit->funcs, f);
		buf_fini(&entry);
		return;
	}
	for (size_t i = 0; i < c->unit->funcs.n; i++)
		if (!strcmp(c->unit->funcs.v[i]->name, f->name) && c->unit->funcs.v[i]->result.kind == CT_TEXT)
			f->result = c_text;	/* it was called before */

	size_t end = body_end(c);

	in.pos = c->pos;
	in.n = end;
	in.why = c->why;
	in.why_at = c->why_at;
	vec_push(c->p->arena, &c->unit->funcs, f);
	c_expect(&in, "{");
	c_body(&in, &body);
	f->why = in.why;
	f->is_wrong = in.is_wrong;
	f->at = c->block->span;
	if (!in.why) {
		f->is_there = true;
		buf_printf(out, "private function " C_FUNCTION "%s%s(%s) { %s%s}\n", f->name, f->result.kind == CT_TEXT ? ":string" : ":long",
			   f->head, buf_str(&entry), buf_str(&body));
	}
	buf_fini(&body);
	buf_fini(&entry);
	c->why = NULL;
	c->pos = end;
}

static void type_definition(struct c_parser *c)
{
	struct c_type t;
	const char *name;

	c->pos++;
	c_type_base(c, &t);
	t = c_declarator(c, t, &name);
	if (t.kind == CT_LATER)
		t = (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	c_expect(c, ";");
	if (!c->why)
		vec_push(c->p->arena, &c->unit->types, ((struct c_var){ name, "", t }));
}

/* is it "type name (": a function */
static bool at_function(const struct c_parser *c)
{
	struct c_parser look = *c;
	struct c_type t;

	if (!c_type_base(&look, &t))
		return false;
	c_type_pointers(&look, t);
	return c_peek(&look, 0)->kind == C_NAME && c_is(&look, 1, "(");
}

static void one_function(struct c_parser *c, struct buf *out)
{
	struct c_func *f = arena_new_of(c->p->arena, struct c_func);

	c_type_base(c, &f->result);
	f->result = c_type_pointers(c, f->result);
	if (f->result.kind == CT_POINTER && f->result.to->kind == CT_INT && f->result.to->size == 1)
		f->result.kind = CT_LATER;
	f->result = c_mine(f->result);
	f->name = c_peek(c, 0)->text;
	c->pos++;
	function(c, f, out);
}

/* what is not taken over is missing when something needs it */
static void pass_over(struct c_parser *c)
{
	unsigned depth = 0;

	c->why = NULL;
	for (; c->pos < c->n; c->pos++) {
		depth += c_is(c, 0, "{");
		if (c_is(c, 0, "}") && depth)
			depth--;
		if (!depth && c_is(c, 0, ";"))
			break;
	}
	c->pos += c->pos < c->n;
}

/* static DEFINE_SPINLOCK(l); what it makes is missing when something needs it */
static bool at_macro(const struct c_parser *c)
{
	size_t i = c_is(c, 0, "static");
	const char *name = c_peek(c, i)->text;

	return c_peek(c, i)->kind == C_NAME && c_is(c, i + 1, "(") && !strpbrk(name, "abcdefghijklmnopqrstuvwxyz");
}

/* static DEFINE_PER_CPU_ALIGNED(int, x) */
static bool at_per_cpu(const struct c_parser *c)
{
	return !strncmp(c_peek(c, c_is(c, 0, "static"))->text ? c_peek(c, c_is(c, 0, "static"))->text : "", "DEFINE_PER_CPU", 14);
}

static bool at_own_list(const struct c_parser *c)
{
	return c_is(c, c_is(c, 0, "static"), "LIST_HEAD");
}

bool c_outside(struct c_parser *c, struct buf *out)
{
	while (c->pos < c->n) {
		size_t before = c->pos;

		if (c_take(c, ";"))
			continue;
		if (at_per_cpu(c)) {
			c->pos += 1 + c_is(c, 0, "static");
			c_per_cpu(c, out);
		} else if (at_own_list(c)) {
			c->pos += 1 + c_is(c, 0, "static");
			c_own_list(c, out);
		} else if (at_macro(c)) {
			c->unit->incomplete = true;
			pass_over(c);
		} else if (c_is(c, 0, "typedef")) {
			type_definition(c);
		} else if (c_at_type(c, 0) && at_function(c)) {
			one_function(c, out);
		} else if (c_at_type(c, 0)) {
			struct c_type base;
			const char *name;

			if (c_type_base(c, &base) && !c_take(c, ";"))
				do {
					struct c_type t = c_declarator(c, base, &name);

					c_lasting(c, name, t, out);
				} while (!c->why && c_take(c, ","));
		} else {
			c_refuse(c, "a macro of the kernel");
		}
		c->unit->incomplete |= c->why != NULL;
		if (c->why)
			pass_over(c);
		c->pos += c->pos == before;
	}
	return true;
}
