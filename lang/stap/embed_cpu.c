/*
 * embed_cpu.c - embedded C: variables of its own that each CPU has one of
 *
 * DEFINE_PER_CPU(type, name) is an array in the script's memory, by the number of the CPU.
 */
#include <string.h>
#include <unistd.h>
#include "lang/stap/embed_call.h"

static const struct c_value refused;

static struct c_value of_cpu(struct c_parser *c, const struct c_value *v, const char *cpu)
{
	struct c_value i = c_made(cpu, c_int);

	if (v->text && (v->type.kind != CT_ARRAY || !v->addr))
		c_refuse(c, "it is not a variable that each CPU has one of; @var() reads the kernel's");
	return c->why ? refused : c_element(c, v, &i);
}

static const char *which_cpu(struct c_parser *c)
{
	struct c_value n;

	if (!c_take(c, ","))
		return "cpu()";
	n = c_expr(c);
	return c_number(c, &n);
}

/* per_cpu(x, cpu), get_cpu_var(x): of the CPU that runs, unless it is said */
static struct c_value call_var(struct c_parser *c, const struct c_row *r)
{
	struct c_value v = c_expr(c);
	const char *cpu = *r->text ? which_cpu(c) : "cpu()";

	c_expect(c, ")");
	return of_cpu(c, &v, cpu);
}

/* per_cpu_ptr(&x, cpu), this_cpu_ptr(&x) */
static struct c_value call_ptr(struct c_parser *c, const struct c_row *r)
{
	struct c_value v = c_object(c), e;
	const char *cpu = *r->text ? which_cpu(c) : "cpu()";

	c_expect(c, ")");
	e = of_cpu(c, &v, cpu);
	if (!e.text)
		return refused;
	return c_made(e.addr, c_mine((struct c_type){ .kind = CT_POINTER, .to = c_type_dup(c, e.type) }));
}

/* this_cpu_add(x, n); the row's text: the operator, "=" by itself, 1 or n */
static struct c_value call_change(struct c_parser *c, const struct c_row *r)
{
	struct c_value v = c_expr(c), n = c_made("1", c_int), e;

	if (r->text[1] == 'n' && c_expect(c, ","))
		n = c_expr(c);
	c_expect(c, ")");
	e = of_cpu(c, &v, "cpu()");
	if (e.text && !e.is_variable)
		c_refuse(c, "only numbers and strings are changed like this");
	if (!e.text || !n.text || c->why)
		return refused;
	if (*r->text != '=')
		n = c_apply(c, arena_printf(c->p->arena, "%c", *r->text), &e, &n);
	return c_made(c_store(c, &e, c_fit(c, &n, &e.type)), e.type);
}

/* at the (: (type, name) and its first value, which each has */
void c_per_cpu(struct c_parser *c, struct buf *globals)
{
	long cpus = sysconf(_SC_NPROCESSORS_CONF);
	struct c_type t;
	struct c_value v;
	const char *name;

	c_expect(c, "(");
	c_type_base(c, &t);
	t = c_type_pointers(c, t);
	if (c_is(c, 0, "["))
		t = c_type_array(c, t);
	c_expect(c, ",");
	t = c_declarator(c, t, &name);
	c_expect(c, ")");
	t = (struct c_type){ .kind = CT_ARRAY, .count = (unsigned)cpus, .to = c_type_dup(c, c_mine(t)) };
	if (!c->why && !c_bytes(c, &t))
		c_refuse(c, "nobody knows the size of it");
	if (c->why)
		return;
	struct c_var var = { .name = name, .text = name, .type = t, .addr = c_place(c, &t) };

	vec_push(c->p->arena, &c->unit->vars, var);
	if (!c_take(c, "="))
		return;
	if (t.to->kind == CT_RECORD || t.to->kind == CT_ARRAY) {
		c_refuse(c, "a first value of a structure that each CPU has one of");
		return;
	}
	v = c_expr(c);
	buf_puts(globals, "probe begin(-9223372036854775807) { ");
	for (long i = 0; i < cpus && !c->why; i++) {
		struct c_value array = c_name_of(c, &var), e = of_cpu(c, &array, arena_printf(c->p->arena, "%ld", i));

		buf_printf(globals, "%s; ", c_store(c, &e, c_fit(c, &v, &e.type)));
	}
	buf_puts(globals, "}\n");
}

#define CPU_VAR(name, text, call) { name, text, NULL, call }
#define CHANGE(name, text) { "this_cpu_" name, text, NULL, call_change }, { "__this_cpu_" name, text, NULL, call_change }, \
			   { "raw_cpu_" name, text, NULL, call_change }

const struct c_row c_cpu_rows[] = {
	CPU_VAR("per_cpu", "n", call_var), CPU_VAR("get_cpu_var", "", call_var), CPU_VAR("__get_cpu_var", "", call_var),
	CPU_VAR("this_cpu_read", "", call_var), CPU_VAR("__this_cpu_read", "", call_var), CPU_VAR("raw_cpu_read", "", call_var),
	CPU_VAR("per_cpu_ptr", "n", call_ptr), CPU_VAR("this_cpu_ptr", "", call_ptr), CPU_VAR("raw_cpu_ptr", "", call_ptr),
	CPU_VAR("get_cpu_ptr", "", call_ptr), CHANGE("inc", "+1"), CHANGE("dec", "-1"), CHANGE("add", "+n"), CHANGE("sub", "-n"),
	CHANGE("or", "|n"), CHANGE("and", "&n"), CHANGE("write", "=n"), CHANGE("inc_return", "+1"), CHANGE("add_return", "+n"),
	{ NULL, NULL, NULL, NULL }
};
