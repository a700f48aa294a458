/*
 * emit_agg.c - what is added to aggregations: the cell of the key on this CPU, and each row's update
 */
#include <inttypes.h>
#include "bpf/emit_int.h"

static void emit_update(struct emit *e, const struct agg_use *u, unsigned n)
{
	for (const char *p = u->fn->update; *p; p++) {
		if (*p != '$') {
			buf_putc(&e->out, *p);
			continue;
		}
		p++;
		if (!strncmp(p, "cell", 4)) {
			out(e, "(c%u + %zu)", n, u->offset / 8);
			p += 3;
		} else if (!strncmp(p, "incr", 4)) {
			out(e, "w%u", n);
			p += 3;
		} else if (!strncmp(p, "par", 3)) {
			out(e, "%" PRId64 "LL", u->params[p[3] - '0']);
			p += 3;
		} else {		/* $1 */
			out(e, "x%u", n);
		}
	}
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
	if (!v->keys.n)
		out(e, "if (!rt_vars[%u].used) rt_vars[%u].used = 1; ", v->id, v->id);
	out(e, "rt_u64 *c%u = bpf_map_lookup_elem(&v%u, %s); ", n, emit_map_id(v), key);
	if (v->keys.n) {
		out(e, "if (!c%u) { ", n);
		emit_put_elem(e, v, key, "(const void *)rt_zero", "RT_NOEXIST",
			      v->wrap ? emit_slot(e, v->key_size) : NULL);
		out(e, "; c%u = bpf_map_lookup_elem(&v%u, %s); } ", n, emit_map_id(v), key);
	}
	out(e, "if (!c%u) ", n);
	emit_overflow(e, v, s->span);
	out(e, " else { ");
	if (v->resets)
		out(e, "rt_u64 g%u = rt_vars[%u].gen; if (c%u[0] != g%u) { "
		    "bpf_probe_read_kernel(c%u, %zu, (const void *)rt_zero); c%u[0] = g%u; } ", n, v->id, n, n,
		    n, v->value_size, n, n);
	for (size_t i = 0; i < v->aggs.n; i++) {
		if (s->use != ~0u && s->use != i)
			continue;
		emit_update(e, &v->aggs.v[i], n);
		out(e, "; ");
	}
	out(e, "} }\n");
}
