/*
 * emit_fold.c - statistics read where a probe fires: the cells of all CPUs in one sum
 *
 * A callback of bpf_loop() goes from CPU to CPU with bpf_map_lookup_percpu_elem() (kernel 5.19); key and
 * sum lie in scratch, where it finds them from the firing. Others may add meanwhile: what comes out has
 * been the value at some moment of the reading for each CPU by itself.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"

enum { WORD = sizeof(uint64_t) };

static char *scratch_at(struct emit *e, const char *type, size_t at)
{
	return arena_printf(e->prog->arena, "((%s *)(f->scratch + %zu))", type, at);
}

/* the head of a callback: c, the cell on this CPU, if it has one of this generation */
static void find_cell(struct emit *e, const struct emit_fold *fold, unsigned n)
{
	const struct var *v = fold->var;

	out(e, "static long fold_%u(rt_u32 cpu, struct firing *f)\n{\n", n);
	if (v->keys.n)
		out(e, "\tconst rt_u64 *c = bpf_map_lookup_percpu_elem(&v%u, f->scratch + %zu, cpu);\n", emit_map_id(v),
		    fold->key);
	else
		out(e, "\trt_u32 slot = %s;\n\tconst rt_u64 *c = bpf_map_lookup_percpu_elem(&v%u, &slot, cpu);\n",
		    emit_slot_of(e, v), emit_map_id(v));
	out(e, "\tif (!c%s)\n\t\treturn 0;\n",
	    v->resets ? arena_printf(e->prog->arena, " || c[0] != rt_vars[%u].gen", v->id) : "");
}

size_t emit_fold(struct emit *e, const struct emit_fold *fold)
{
	struct arena *a = e->prog->arena;
	const struct var *v = fold->var;
	const struct agg_use *use = fold->use >= 0 ? &v->aggs.v[fold->use] : NULL;
	unsigned n = ++e->label;
	size_t words = fold->seq + (use ? use->fn->sums : 0), sum = emit_scratch(e, words * WORD);
	struct buf outer = emit_apart_begin(e);

	find_cell(e, fold, n);
	if (fold->seq)
		out(e, "\trt_u64 *seq = (rt_u64 *)(f->scratch + %zu);\n"
		    "\tif (c[%zu] && (!*seq || c[%zu] < *seq))\n\t\t*seq = c[%zu];\n", sum, v->seq_offset / WORD,
		    v->seq_offset / WORD, v->seq_offset / WORD);
	if (use) {
		out(e, "\trt_u64 *sum = (rt_u64 *)(f->scratch + %zu);\n\t", sum + fold->seq * WORD);
		emit_agg_text(e, use->fn->fold, use, &(struct agg_names){
			.cell = arena_printf(a, "(c + %zu)", use->offset / WORD), .sum = "sum",
			.value = arena_printf(a, "*(rt_u64 *)(f->scratch + %zu)", fold->index) });
		out(e, ";\n");
	}
	out(e, "\treturn 0;\n}\n");
	emit_apart_end(e, outer);
	for (size_t i = 0; i < words; i++)
		out(e, "*(rt_u64 *)(f->scratch + %zu) = 0; ", sum + i * WORD);
	out(e, "bpf_loop(rt.cpus, fold_%u, f, 0); ", n);
	return sum;
}

void emit_fold_value(struct emit *e, const struct agg_use *use, size_t sum)
{
	out(e, "(rt_s64)(");
	emit_agg_text(e, use->fn->read, use, &(struct agg_names){ .sum = scratch_at(e, "rt_u64", sum) });
	out(e, ")");
}

/* as eval's extract(): the key, whether there is anything, and only then which bucket */
static void test_index(struct emit *e, const struct expr *x, const struct agg_use *use, size_t index)
{
	out(e, "*(rt_u64 *)(f->scratch + %zu) = (rt_u64)", index);
	emit_expr(e, x->b);
	out(e, "; if (*(rt_u64 *)(f->scratch + %zu) >= %u) ", index, agg_buckets(use->fn, use->params));
	emit_fail(e, "FAULT_HIST_INDEX", arena_printf(e->prog->arena, "*(rt_u64 *)(f->scratch + %zu)", index), x->span);
	out(e, " ");
}

static void test_empty(struct emit *e, const struct expr *x, const struct agg_use *use, size_t sum)
{
	if (!use->fn->needs_nonempty)
		return;
	out(e, "if (");
	emit_agg_text(e, use->fn->none, use, &(struct agg_names){ .sum = scratch_at(e, "rt_u64", sum) });
	out(e, ") ");
	emit_fail(e, "16", "0", x->span);	/* FAULT_EMPTY */
	out(e, " ");
}

static void begin_extract(struct emit *e, const struct expr *x, struct emit_fold *fold)
{
	*fold = (struct emit_fold){ .var = x->var, .use = (int)x->use };
	if (x->var->keys.n)
		fold->key = emit_key_in_scratch(e, x->var, x->args.v, x->args.n);
}

void emit_extract(struct emit *e, const struct expr *x)
{
	const struct agg_use *use = &x->var->aggs.v[x->use];
	struct emit_fold fold;

	e->uses_scratch = true;
	out(e, "({ ");
	begin_extract(e, x, &fold);
	if (x->b) {		/* whether there is anything is asked before which one */
		fold.index = emit_scratch(e, WORD);
		out(e, "*(rt_u64 *)(f->scratch + %zu) = ~0ULL; ", fold.index);
		test_empty(e, x, use, emit_fold(e, &fold));
		test_index(e, x, use, fold.index);
	}

	size_t sum = emit_fold(e, &fold);

	if (!x->b)
		test_empty(e, x, use, sum);
	emit_fold_value(e, use, sum);
	out(e, "; })");
}

/* ---- a whole histogram ---- */
void emit_buckets_into(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	const struct agg_use *use = &x->var->aggs.v[x->use];
	unsigned n = ++e->label;
	struct emit_fold fold;

	e->uses_scratch = true;
	out(e, "{ ");
	begin_extract(e, x, &fold);

	size_t sum = emit_scratch(e, size), any = emit_scratch(e, WORD);
	struct buf outer = emit_apart_begin(e);

	find_cell(e, &fold, n);
	out(e, "\trt_u64 *sum = (rt_u64 *)(f->scratch + %zu), any = 0;\n"
	    "\tfor (int i = 0; i < %zu; i++) {\n\t\tsum[i] += c[%zu + i];\n\t\tany |= c[%zu + i];\n\t}\n"
	    "\t*(rt_u64 *)(f->scratch + %zu) |= any;\n\treturn 0;\n}\n", sum, size / WORD, use->offset / WORD,
	    use->offset / WORD, any);
	emit_apart_end(e, outer);
	emit_zero(e, arena_printf(e->prog->arena, "(f->scratch + %zu)", sum), size);
	out(e, "*(rt_u64 *)(f->scratch + %zu) = 0; bpf_loop(rt.cpus, fold_%u, f, 0); if (!*(rt_u64 *)(f->scratch + %zu)) ",
	    any, n, any);
	emit_fail(e, "16", "0", x->span);
	out(e, " bpf_probe_read_kernel(%s, %zu, f->scratch + %zu); }", dst, size, sum);
}
