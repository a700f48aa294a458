/*
 * embed_func.c - embedded C: parameters, and pointers to functions
 *
 * A pointer to a function is a number. A call through one is a call of a function that is made when the file has been
 * read: it looks for the number among those functions that a pointer was made to and that take such arguments.
 */
#include <string.h>
#include "lang/stap/embed.h"

static const struct c_value refused;

bool c_is_func(const struct c_type *t)
{
	return t->kind == CT_POINTER && t->to->kind == CT_FUNC;
}

/* ---- declarations ---- */
bool c_parameter(struct c_parser *c, struct c_type *t, const char **name)
{
	bool constant = c_is(c, 0, "const") || c_is(c, 1, "const");

	if (!c_type_base(c, t))
		return false;
	*t = c_type_pointers(c, *t);
	*name = "";
	if (c_is(c, 0, "(") || c_peek(c, 0)->kind == C_NAME)
		*t = c_declarator(c, *t, name);
	else if (t->kind == CT_POINTER && t->to->kind == CT_INT && t->to->size == 1)
		t->kind = CT_LATER;
	if (t->kind == CT_ARRAY)			/* int a[3] is int *a */
		*t = (struct c_type){ .kind = CT_POINTER, .to = t->to };
	if (t->kind == CT_STRUCT)
		c_refuse(c, "structures of the kernel's as parameters; pointers to them are taken over");
	if (t->kind == CT_LATER || t->kind == CT_TEXT)
		*t = t->to && t->to->is_unsigned ? (struct c_type){ .kind = CT_POINTER, .to = t->to } : constant ? c_text :
		     (struct c_type){ .kind = CT_POINTER, .to = &c_char };
	if (t->kind == CT_POINTER && t->to->kind == CT_POINTER && t->to->to->kind == CT_INT && t->to->to->size == 1 &&
	    !t->to->to->is_unsigned)			/* char **names: strings, in a row */
		t->to = &c_text;
	*t = c_mine(*t);
	return !c->why;
}

/* (*name)(int, void *), (*name[4])(int) */
struct c_type c_func_declarator(struct c_parser *c, struct c_type result, const char **name)
{
	struct c_func *f = arena_new_of(c->p->arena, struct c_func);
	struct c_type func = { .kind = CT_FUNC, .func = f }, t = { .kind = CT_POINTER, .mine = true };
	const char *param;

	*name = "?";
	c_expect(c, "(");
	if (!c_take(c, "*"))
		c_refuse(c, "a declaration in parentheses");
	if (c_peek(c, 0)->kind == C_NAME) {
		*name = c_peek(c, 0)->text;
		c->pos++;
	}
	t.to = c_type_dup(c, func);
	if (c_is(c, 0, "["))
		t = c_type_array(c, t);
	c_expect(c, ")");
	if (!c_take(c, "("))
		c_refuse(c, "pointers to arrays");
	if (result.kind == CT_POINTER && result.to->kind == CT_INT && result.to->size == 1)
		result = result.to->is_unsigned ? result : c_text;
	f->result = c_mine(result);
	if (c_is(c, 0, "void") && c_is(c, 1, ")"))
		c->pos++;
	while (!c_is(c, 0, ")") && !c->why) {
		struct c_type p;

		if (c_parameter(c, &p, &param))
			vec_push(c->p->arena, &f->params, p);
		if (!c_take(c, ","))
			break;
	}
	c_expect(c, ")");
	return t;
}

/* ---- what they lead to ---- */
static size_t first_of(const struct c_unit *u, const char *name)
{
	size_t i = 0;

	while (strcmp(u->funcs.v[i]->name, name) != 0)
		i++;
	return i;
}

static size_t last_of(const struct c_unit *u, const char *name)
{
	size_t i = u->funcs.n - 1;

	while (strcmp(u->funcs.v[i]->name, name) != 0)
		i--;
	return i;
}

struct c_value c_func_value(struct c_parser *c, const struct c_func *f)
{
	struct c_type func = { .kind = CT_FUNC, .func = f };
	size_t i = first_of(c->unit, f->name);

	c->unit->funcs.v[i]->has_pointer = true;
	return c_made(arena_printf(c->p->arena, "%zu", i + 1),
		      (struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, func), .mine = true });
}

static bool is_text(const struct c_type *t)
{
	return t->kind == CT_TEXT;
}

/* do calls of both look alike in the script */
static bool is_alike(const struct c_func *a, const struct c_func *b)
{
	if (a->params.n != b->params.n || is_text(&a->result) != is_text(&b->result))
		return false;
	for (size_t i = 0; i < a->params.n; i++)
		if (is_text(&a->params.v[i]) != is_text(&b->params.v[i]))
			return false;
	return true;
}

static bool has_record(const struct c_func *f)
{
	for (size_t i = 0; i < f->params.n; i++)
		if (f->params.v[i].kind == CT_RECORD)
			return true;
	return f->result.kind == CT_RECORD;
}

struct c_value c_call_through(struct c_parser *c, const struct c_value *v)
{
	const struct c_func *f = c_is_func(&v->type) ? v->type.to->func : NULL;
	size_t k = 0;

	if (v->type.kind == CT_INT || v->type.kind == CT_TEXT)
		c_wrong(c, "it is not a function");
	else if (!f)
		c_refuse(c, "the kernel's functions are not called by BPF programs, by a pointer neither");
	else if (has_record(f))
		c_refuse(c, "structures by value where a pointer to a function is called");
	if (c->why)
		return refused;
	while (k < c->unit->called.n && !is_alike(c->unit->called.v[k], f))
		k++;
	if (k == c->unit->called.n)
		vec_push(c->p->arena, &c->unit->called, f);
	c->pos++;
	return c_call_own(c, f, arena_printf(c->p->arena, C_THROUGH "%zu(%s", k, v->text), true);
}

/* one of them: C_THROUGH0(which, arguments) */
static void through(const struct c_unit *u, size_t k, struct buf *out)
{
	const struct c_func *f = u->called.v[k];

	buf_printf(out, "private function " C_THROUGH "%zu:%s(which:long", k, is_text(&f->result) ? "string" : "long");
	for (size_t i = 0; i < f->params.n; i++)
		buf_printf(out, ", a%zu:%s", i, is_text(&f->params.v[i]) ? "string" : "long");
	buf_puts(out, ") { ");
	for (size_t i = 0; i < u->funcs.n; i++) {
		const struct c_func *to = u->funcs.v[i];
		size_t first = first_of(u, to->name);

		if (i != last_of(u, to->name) || !u->funcs.v[first]->has_pointer || to->why || has_record(to) || !is_alike(f, to))
			continue;
		buf_printf(out, "if (which == %zu) return " C_FUNCTION "%s(", first + 1, to->name);
		for (size_t n = 0; n < f->params.n; n++)
			buf_printf(out, "%sa%zu", n ? ", " : "", n);
		buf_puts(out, "); ");
	}
	buf_printf(out, "error(which ? \"a pointer to a function of another kind\" : \"a pointer to a function is NULL\"); return %s }\n",
		   is_text(&f->result) ? "\"\"" : "0");
}

/* what is declared, and was called before it turned out that it is not there */
static void missing(const struct c_unit *u, size_t i, struct buf *out)
{
	const struct c_func *f = u->funcs.v[i];
	bool is_there = i != last_of(u, f->name);

	for (size_t k = 0; k < u->funcs.n; k++)
		is_there |= u->funcs.v[k]->is_there && !strcmp(u->funcs.v[k]->name, f->name);
	if (is_there || !f->head || (f->why && first_of(u, f->name) == i))	/* else the call itself was refused */
		return;
	buf_printf(out, "private function " C_FUNCTION "%s:%s(%s) { error(", f->name, is_text(&f->result) ? "string" : "long", f->head);
	buf_printf(out, "\"%s() %s\"); return %s }\n", f->name, f->why ? "could not be taken over" :
		   "is declared only; BPF programs do not call the kernel's functions", is_text(&f->result) ? "\"\"" : "0");
}

void c_throughs(const struct c_unit *u, struct buf *out)
{
	for (size_t i = 0; i < u->funcs.n; i++)
		missing(u, i, out);
	for (size_t k = 0; k < u->called.n; k++)
		through(u, k, out);
}
