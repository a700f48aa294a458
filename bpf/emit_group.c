/*
 * emit_group.c - which probes share a function, and tables of the probes' names
 *
 * Probes of one provider with the same clauses are a group: one function of BPF C, one program or
 * one branch of one. What it needs to know of the probe that fired comes from tables by f->probe,
 * and there is a table only for what some clause reads.
 */
#include "bpf/emit_int.h"
#include "lang/option.h"
#include "lib/map.h"

/* ---- groups ---- */
static bool read_arg(struct expr *x, void *ctx)
{
	unsigned *mask = ctx;

	if (x->kind == E_CTX && x->arg < PROBE_SLOTS)
		*mask |= 1u << x->arg;
	if (x->kind == E_CALL)
		*mask |= x->builtin->arg_slots;
	return true;
}

static unsigned clause_args(struct clause *c)
{
	unsigned mask = 0;

	if (c->guard)
		expr_walk(c->guard, read_arg, &mask);
	block_walk(c->body, NULL, read_arg, &mask);
	return mask;
}

static bool find_override(struct expr *x, void *ctx)
{
	*(bool *)ctx |= x->kind == E_CALL && x->builtin->flags & B_OVERRIDES;
	return true;
}

static bool find_registers(struct expr *x, void *ctx)
{
	*(bool *)ctx |= x->kind == E_CALL && x->builtin->registers;
	return true;
}

static bool func_registers(struct prog *p)	/* counted for everybody, too */
{
	bool found = false;

	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, find_registers, &found);
	return found;
}

static unsigned func_args(struct prog *p)	/* functions may read $vars: count them for everybody */
{
	unsigned mask = 0;

	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, read_arg, &mask);
	return mask;
}

void emit_groups(struct emit *e)
{
	struct prog *p = e->prog;
	struct map *known = map_new();
	VEC(struct clause *) *of = xcalloc(p->probes.n + 1, sizeof(*of));
	unsigned all = func_args(p);
	bool registers = func_registers(p);

	for (size_t i = 0; i < p->clauses.n; i++) {
		struct clause *c = p->clauses.v[i];

		if (c->place != PLACE_KERNEL)
			continue;
		for (size_t k = 0; k < c->probes.n; k++)
			vec_push(p->arena, &of[c->probes.v[k]->index], c);
	}
	for (size_t i = 0; i < p->probes.n; i++) {
		struct probe *pr = p->probes.v[i];
		struct buf key = BUF_INIT;

		if (!of[i].n)
			continue;
		buf_printf(&key, "%p %d %d", (const void *)pr->provider, pr->role, pr->is_return);
		for (size_t k = 0; k < of[i].n; k++)
			buf_printf(&key, " %u", of[i].v[k]->id);

		struct group *g = map_get(known, key.s);

		if (!g) {
			g = arena_new_of(p->arena, struct group);
			g->id = (unsigned)e->groups.n;
			g->provider = pr->provider;
			g->arg_mask = all;
			g->registers = registers;
			for (size_t k = 0; k < of[i].n; k++) {
				vec_push(p->arena, &g->clauses, of[i].v[k]);
				g->arg_mask |= clause_args(of[i].v[k]);
				block_walk(of[i].v[k]->body, NULL, find_override, &g->overrides);
				block_walk(of[i].v[k]->body, NULL, find_registers, &g->registers);
			}
			if (g->overrides && e->world->options->destructive &&
			    (!pr->provider->ends_function || (pr->is_return && p->lang == LANG_D)))
				emit_error(e, of[i].v[0]->span, "return() ends kernel functions, at their entry (fbt): %s is none",
					   probe_str(p->arena, pr));
			vec_push(p->arena, &e->groups, g);
			map_put(known, key.s, g);
		}
		vec_push(p->arena, &g->probes, pr);
		buf_fini(&key);
	}
	map_free(known);
	free(of);
}

/* ---- names of the probes, for probefunc and its like ---- */
static bool uses_names(struct expr *x, void *ctx)
{
	unsigned *mask = ctx;

	if (x->kind == E_CALL && x->builtin->bpf)
		*mask |= 1u << x->builtin->field;
	return true;
}

static unsigned names_used(struct prog *p)
{
	unsigned mask = 0;

	for (size_t i = 0; i < p->clauses.n; i++) {
		if (p->clauses.v[i]->guard)
			expr_walk(p->clauses.v[i]->guard, uses_names, &mask);
		block_walk(p->clauses.v[i]->body, NULL, uses_names, &mask);
	}
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, uses_names, &mask);
	return mask;
}

static void name_table(struct emit *e, struct buf *out, enum probe_field n)
{
	const struct prog *p = e->prog;
	size_t width = 8;
	bool later = false;

	for (size_t i = 0; i < p->probes.n; i++) {
		later |= p->probes.v[i]->later;
		if (p->probes.v[i]->later && width < PROBE_LATER_NAME)
			width = PROBE_LATER_NAME;

		size_t len = strlen(probe_shown(p->probes.v[i], n)) + 1;

		if (len > width)
			width = len;
	}
	width = (width + 7) / 8 * 8;
	e->name_width[n] = (unsigned)width;
	/* some may get their names while we run; what cannot change is volatile lest clang takes its place */
	buf_printf(out, "%s char rt_names_%u[%zu][%zu] __attribute__((aligned(8))) SEC(\"%s\") = {\n",
		   later ? "" : "const volatile", n, p->probes.n, width,
		   later ? arena_printf(p->arena, ".data.name%u", n) : ".rodata");
	for (size_t i = 0; i < p->probes.n; i++) {
		const char *s = probe_shown(p->probes.v[i], n);

		buf_puts(out, "\t");
		buf_quote(out, s, strlen(s));
		buf_puts(out, ",\n");
	}
	buf_printf(out, "};\nRT_INLINE const char *rt_name_%d(rt_u32 probe)\n{\n"
		   "\trt_u64 i = probe;\n\trt_barrier(i);\n\tif (i >= %zu)\n\t\ti = 0;\n"
		   "\treturn (const char *)rt_names_%u[i];\n}\n", n, p->probes.n, n);
}

void emit_names(struct emit *e, bool ids)
{
	unsigned mask = names_used(e->prog);

	e->ids_used = ids || mask & 1u << FIELD_ID;
	for (enum probe_field n = FIELD_PROV; n < FIELD_ID; n++)
		if (mask & 1u << n)
			name_table(e, &e->decl_top, n);
	if (!e->ids_used)
		return;
	buf_printf(&e->decl_top, "const volatile rt_u32 rt_ids[%zu] SEC(\".rodata\") = { ", e->prog->probes.n);
	for (size_t i = 0; i < e->prog->probes.n; i++)
		buf_printf(&e->decl_top, "%u, ", e->prog->probes.v[i]->id);
	buf_printf(&e->decl_top, "};\nRT_INLINE rt_u32 rt_probe_id(rt_u32 probe)\n{\n"
		   "\trt_u64 i = probe;\n\trt_barrier(i);\n\tif (i >= %zu)\n\t\ti = 0;\n"
		   "\treturn rt_ids[i];\n}\n", e->prog->probes.n);
}
