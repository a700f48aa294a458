/*
 * emit_agg.c - what is added to aggregations: the cell of the key on this CPU, and each row's update
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lib/arena.h"

void emit_agg_text(struct emit *e, const char *text, const struct agg_use *use, const struct agg_names *names)
{
	for (const char *p = text; *p; p++) {
		if (*p != '$') {
			buf_putc(&e->out, *p);
			continue;
		}
		p++;
		if (!strncmp(p, "cell", 4)) {
			buf_puts(&e->out, names->cell);
			p += 3;
		} else if (!strncmp(p, "from", 4)) {
			buf_puts(&e->out, names->from);
			p += 3;
		} else if (!strncmp(p, "sum", 3)) {
			buf_puts(&e->out, names->sum);
			p += 2;
		} else if (!strncmp(p, "incr", 4)) {
			buf_puts(&e->out, names->incr);
			p += 3;
		} else if (!strncmp(p, "par", 3)) {
			out(e, "%" PRId64 "LL", use->params[p[3] - '0']);
			p += 3;
		} else {		/* $1 */
			buf_puts(&e->out, names->value);
		}
	}
}

static void emit_update(struct emit *e, const struct agg_use *u, unsigned n)
{
	struct arena *a = e->prog->arena;

	emit_agg_text(e, u->fn->update, u, &(struct agg_names){
		.cell = arena_printf(a, "(c%u + %zu)", n, u->offset / 8),
		.value = arena_printf(a, "x%u", n), .incr = arena_printf(a, "w%u", n) });
}

/*
 * c<n>: the key's cell on this CPU, made if there is none; 0: full_<n> is the error that says why, or
 * somebody deleted it since. old as in emit_put_elem()
 */
static void find_here(struct emit *e, const struct var *v, const char *key, const char *old, unsigned n)
{
	if (!v->keys.n)
		out(e, "if (!rt_vars[%u].used) rt_vars[%u].used = 1; ", v->id, v->id);
	out(e, "rt_u64 *c%u = bpf_map_lookup_elem(&v%u, %s); int full_%u = 0; (void)full_%u; ", n, emit_map_id(v), key,
	    n, n);
	if (!v->keys.n)
		return;
	out(e, "if (!c%u) { rt_s64 m%u = ", n, n);
	emit_put_elem(e, v, key, "(const void *)rt_zero", "RT_NOEXIST", old);
	out(e, "; full_%u = m%u == " EMIT_EXISTS " ? 0 : (int)m%u", n, n, n);
	out(e, "; c%u = bpf_map_lookup_elem(&v%u, %s); } ", n, emit_map_id(v), key);
}

/* of a map that many share, and counts what finds no room: a third of what a long program of aggregations is, when each has its own copy */
static bool has_finder(const struct emit *e, const struct var *v)
{
	enum { SHARED = 4 };

	return e->apart && e->prog->fault != FAULT_ENDS_SESSION && v->type->kind == TY_STAT && v->keys.n && v->pool &&
	       v->pool->pooled >= SHARED && !v->wrap;
}

static void find_cell(struct emit *e, const struct var *v, const char *key, const char *old, unsigned n)
{
	if (has_finder(e, v))
		out(e, "const int full_%u = 0; rt_u64 *c%u = cell_%u(%s, %u); ", n, n, emit_map_id(v), key, v->id);
	else
		find_here(e, v, key, old, n);
}

unsigned emit_finders(struct emit *e)
{
	struct buf outer = e->out;
	unsigned n = 0;

	e->out = (struct buf)BUF_INIT;
	for (size_t i = 0; i < e->prog->vars.n; i++) {
		const struct var *v = e->prog->vars.v[i];

		if (v->pool != v || !has_finder(e, v))
			continue;
		n++;
		out(e, "RT_CALL rt_u64 *cell_%u(char *key, rt_u32 var)\n{\n\t", v->id);
		find_here(e, v, "key", NULL, 0);
		out(e, "\n\tif (!c0 && full_0 && var < %zu)\n\t\trt_lost(&rt_vars[var].drops, rt.cpu_agg_drops);\n"
		    "\treturn c0;\n}\n", e->prog->vars.n);
	}
	buf_puts(&e->decl_top, buf_str(&e->out));
	buf_fini(&e->out);
	e->out = outer;
	return n;
}

/* a cell that was cleared meanwhile starts again */
static void renew_cell(struct emit *e, const struct var *v, unsigned n)
{
	if (v->resets)
		out(e, "rt_u64 g%u = rt_vars[%u].gen; if (c%u[0] != g%u) { "
		    "bpf_probe_read_kernel(c%u, %zu, (const void *)rt_zero); c%u[0] = g%u; } ", n, v->id, n, n,
		    n, v->value_size, n, n);
}

/* the first on this CPU takes a place in the order; store.c takes the first of all CPUs. 0: none yet */
static void number_cell(struct emit *e, const struct var *v, unsigned n)
{
	if (v->seq_offset)
		out(e, "if (!c%u[%zu]) c%u[%zu] = 1 + __sync_fetch_and_add(&rt.seq, 1); ", n, v->seq_offset / 8, n,
		    v->seq_offset / 8);
}

void emit_agg(struct emit *e, const struct stmt *s)
{
	unsigned n = ++e->label;
	const struct var *v = s->to->var;

	out(e, "{ ");

	const char *key = emit_key(e, v, s->to->args.v, s->to->args.n);

	out(e, "rt_s64 x%u = ", n);
	if (s->args.n)
		emit_expr(e, s->args.v[0]);
	else
		out(e, "1");
	out(e, ", w%u = ", n);
	if (s->value)
		emit_expr(e, s->value);
	else
		out(e, "1");
	out(e, "; (void)x%u; (void)w%u; ", n, n);
	find_cell(e, v, key, v->wrap ? emit_slot(e, v->key_size) : NULL, n);
	out(e, "if (!c%u) { if (full_%u) ", n, n);
	emit_overflow(e, v, arena_printf(e->prog->arena, "full_%u", n), s->span);
	out(e, " } else { ");
	renew_cell(e, v, n);
	number_cell(e, v, n);
	for (size_t i = 0; i < v->aggs.n; i++) {
		if (s->use != ~0u && s->use != i)
			continue;
		emit_update(e, &v->aggs.v[i], n);
		out(e, "; ");
	}
	out(e, "} }\n");
}

/* ---- what user space adds ---- */
struct seek { const struct var *var; bool found; };

static bool find_agg(struct stmt *s, void *ctx)
{
	struct seek *k = ctx;

	k->found |= s->kind == S_AGG && s->to->var == k->var;
	return true;
}

static bool filled_by_user(const struct prog *p, const struct var *v)
{
	struct seek k = { .var = v };

	for (size_t i = 0; i < p->clauses.n && !k.found; i++)
		if (p->clauses.v[i]->place == PLACE_USER)
			block_walk(p->clauses.v[i]->body, find_agg, NULL, &k);
	for (size_t i = 0; i < p->funcs.n && !k.found; i++)
		if (p->funcs.v[i]->in_user)
			block_walk(p->funcs.v[i]->body, find_agg, NULL, &k);
	return k.found;
}

static void emit_adder(struct emit *e, const struct var *v)
{
	const char *key = v->keys.n ? "rt_put" : "&slot";

	out(e, "SEC(\"raw_tp\") int add_%u(rt_u64 *ctx)\n{\n"
	    "\trt_u32 slot = %s;\n\trt_s64 x0 = ctx[0], w0 = ctx[1];\n\trt_u64 use = ctx[2];\n"
	    "\t(void)slot; (void)x0; (void)w0; (void)use;\n\t", v->id,
	    v->taken ? "ctx[3] & 1" : arena_printf(e->prog->arena, "%u", v->slot));
	find_cell(e, v, key, arena_printf(e->prog->arena, "rt_put + %zu", e->put_size), 0);
	out(e, "\n\tif (!c0) {\n\t\t");
	if (e->prog->lang == LANG_D) {
		out(e, "if (full_0) ");
		emit_overflow(e, v, "full_0", (struct span){ 0 });
	}
	out(e, "\n\t\treturn full_0;\n\t}\n\t");
	renew_cell(e, v, 0);
	number_cell(e, v, 0);
	for (size_t i = 0; i < v->aggs.n; i++) {
		out(e, "\n\tif (use == ~0U || use == %zu) { ", i);
		emit_update(e, &v->aggs.v[i], 0);
		out(e, "; }");
	}
	out(e, "\n\treturn 0;\n}\n");
}

/* a cell that was taken away, and not deleted, comes back: all CPUs' in one */
static void emit_joiner(struct emit *e, const struct var *v)
{
	struct arena *a = e->prog->arena;

	out(e, "SEC(\"raw_tp\") int join_%u(rt_u64 *ctx)\n{\n\trt_u32 slot = ctx[3] & 1;\n"
	    "\tconst rt_u64 *from = (const rt_u64 *)rt_cell;\n\t(void)slot;\n\t", v->id);
	find_cell(e, v, v->keys.n ? "rt_put" : "&slot", NULL, 0);
	out(e, "\n\tif (!c0)\n\t\treturn full_0;\n\t");
	renew_cell(e, v, 0);
	for (size_t i = 0; i < v->aggs.n; i++) {
		const struct agg_use *u = &v->aggs.v[i];

		out(e, "\n\t");
		emit_agg_text(e, u->fn->join ? u->fn->join : arena_printf(a, "rt_agg_words($cell, $from, %zu)", u->size / 8), u, &(struct agg_names){ .cell = arena_printf(a, "(c0 + %zu)", u->offset / 8),
								      .from = arena_printf(a, "(from + %zu)", u->offset / 8) });
		out(e, ";");
	}
	if (v->seq_offset)
		out(e, "\n\tif (from[%zu] && (!c0[%zu] || from[%zu] < c0[%zu])) c0[%zu] = from[%zu];", v->seq_offset / 8,
		    v->seq_offset / 8, v->seq_offset / 8, v->seq_offset / 8, v->seq_offset / 8, v->seq_offset / 8);
	out(e, "\n\treturn 0;\n}\n");
}

void emit_need_put(struct emit *e, size_t key_size)
{
	if (key_size > e->put_size)
		e->put_size = key_size;
	e->puts = true;
}

/* behind the key room for another: what a wrapping array gives up */
void emit_put(struct emit *e)
{
	if (e->puts)
		buf_printf(&e->decl_top, "char rt_put[%zu] SEC(\".data.put\") __attribute__((aligned(8))) = { 0 };\n",
			   2 * e->put_size + 8);
}

void emit_adders(struct emit *e)
{
	const struct prog *p = e->prog;
	bool *wanted = arena_array(p->arena, bool, p->vars.n + 1), any = false;
	size_t cell = 0;

	for (size_t i = 0; i < p->vars.n; i++) {
		const struct var *v = p->vars.v[i];
		bool joins = v->type->kind == TY_STAT && v->taken;

		wanted[i] = v->type->kind == TY_STAT && filled_by_user(p, v);
		any |= wanted[i] || joins;
		if (wanted[i] || joins)
			emit_need_put(e, v->key_size);
		if (joins && v->value_size > cell)
			cell = v->value_size;
	}
	if (!any)
		return;
	if (cell)
		buf_printf(&e->decl_top, "char rt_cell[%zu] SEC(\".data.cell\") __attribute__((aligned(8))) = { 0 };\n", cell);
	for (size_t i = 0; i < p->vars.n; i++) {
		if (wanted[i])
			emit_adder(e, p->vars.v[i]);
		if (p->vars.v[i]->type->kind == TY_STAT && p->vars.v[i]->taken)
			emit_joiner(e, p->vars.v[i]);
	}
}
