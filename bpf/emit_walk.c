/*
 * emit_walk.c - arrays walked where a probe fires: foreach, and what is asked or deleted of a slice
 *
 * What the parts of a loop share lies in scratch, as of any loop: which heap of bpf/rt/parts/walk.bpf.h it
 * has, its limit, its slice, and the key that it is at.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "lang/option.h"

enum { WORD = sizeof(uint64_t), STEP_SIZE = 5 * WORD /* struct rt_step */, WALKS_MAX = 8 };

struct walk {			/* a loop; sizes_t are offsets in scratch */
	const struct foreach *fe;
	const struct agg_use *use;	/* statistics sorted by an extractor */
	int    nuse;
	size_t slot, limit, step, key;
	const size_t *slice;	/* by key; 0 where any will do */
	size_t text;		/* bytes of the text that is sorted by; 0: numbers */
	unsigned collect;	/* number of the callback */
};

static bool is_stat(const struct var *v)
{
	return v->type->kind == TY_STAT;
}

static char *in_scratch(struct emit *e, size_t at)
{
	return arena_printf(e->prog->arena, "(f->scratch + %zu)", at);
}

/* ---- slices ---- */

/* where the keys that are asked for lie in scratch, plus one; arena */
static const size_t *emit_slice(struct emit *e, const struct var *v, struct expr *const *keys, size_t n)
{
	size_t *ret = arena_array(e->prog->arena, size_t, n + 1);

	for (size_t i = 0; i < n; i++) {
		const struct type *t = type_strip(v->keys.v[i]);

		if (!keys[i])
			continue;
		ret[i] = emit_scratch(e, type_is_string(t) ? t->size : WORD) + 1;	/* 0 says: any */
		if (type_is_string(t)) {
			emit_into(e, keys[i], in_scratch(e, ret[i] - 1), t->size, true);
		} else {
			out(e, "*(rt_u64 *)(f->scratch + %zu) = (rt_u64)", ret[i] - 1);
			emit_expr(e, keys[i]);
			out(e, ";");
		}
		out(e, "\n");
	}
	return ret;
}

/* "if (...) return 0;" for each key that is asked for; key: C text, its address */
static void test_slice(struct emit *e, const struct var *v, const char *key, const size_t *slice, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct type *t = type_strip(v->keys.v[i]);

		if (!slice[i])
			continue;
		if (type_is_string(t))
			out(e, "\tif (rt_str_cmp((const char *)%s + %zu, f->scratch + %zu, %zu))\n\t\treturn 0;\n", key,
			    v->key_offsets.v[i], slice[i] - 1, (size_t)t->size);
		else
			out(e, "\tif ((rt_u64)*(const %s *)(%s + %zu) != *(rt_u64 *)(f->scratch + %zu))\n\t\treturn 0;\n",
			    emit_ctype(t), key, v->key_offsets.v[i], slice[i] - 1);
	}
}

/* of a map that several share, the elements of this one; of one that is taken away, those that are there */
static void test_ours(struct emit *e, const struct var *v)
{
	if (v->pool)
		out(e, "\tif (*(const rt_u64 *)(key + %zu) != %u)\n\t\treturn 0;\n", v->key_size - WORD, v->id);
	if (v->taken)
		out(e, "\tif (*(const rt_u64 *)(key + %zu) != rt_vars[%u].epoch)\n\t\treturn 0;\n", v->key_size - WORD, v->id);
}

static void begin_each(struct emit *e, const char *name, unsigned n, const struct var *v)
{
	out(e, "static long %s_%u(void *map, const char *key, char *val, struct firing *f)\n{\n", name, n);
	test_ours(e, v);
}

void emit_in_slice(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;

	out(e, "({ ");

	const size_t *slice = emit_slice(e, x->var, x->args.v, x->args.n);
	size_t found = emit_scratch(e, WORD);

	struct buf outer = emit_apart_begin(e);

	begin_each(e, "match", n, x->var);
	test_slice(e, x->var, "key", slice, x->args.n);
	out(e, "\t*(rt_s64 *)(f->scratch + %zu) = 1;\n\treturn 1;\n}\n", found);
	emit_apart_end(e, outer);
	out(e, "*(rt_s64 *)(f->scratch + %zu) = 0; bpf_for_each_map_elem(&v%u, match_%u, f, 0); "
	    "*(rt_s64 *)(f->scratch + %zu); })", found, emit_map_id(x->var), n, found);
}

static void del_each(struct emit *e, const struct var *v, const size_t *slice, size_t nslice)
{
	unsigned n = ++e->label;
	struct buf outer = emit_apart_begin(e);

	begin_each(e, "del", n, v);
	test_slice(e, v, "key", slice, nslice);
	out(e, "\tbpf_map_delete_elem(map, key);\n\treturn 0;\n}\n");
	emit_apart_end(e, outer);
	out(e, "bpf_for_each_map_elem(&v%u, del_%u, f, 0);\n", emit_map_id(v), n);
}

void emit_del_slice(struct emit *e, const struct expr *to)
{
	out(e, "{ ");
	del_each(e, to->var, emit_slice(e, to->var, to->args.v, to->args.n), to->args.n);
	out(e, " }\n");
}

void emit_del_all(struct emit *e, const struct var *v)
{
	del_each(e, v, NULL, 0);
}

/* ---- foreach: collecting ---- */

/* what decides the order, as a number of which the smaller comes first */
static void order_by(struct emit *e, const struct walk *w, const struct type *t, const char *at)
{
	const char *down = w->fe->sort < 0 ? "~" : "";

	if (type_is_string(t))
		out(e, "\tS->text = (rt_u64)%s;\n\tS->order = %srt_walk_text(S->text);\n", at, down);
	else
		out(e, "\tS->order = %s((rt_u64)(rt_s64)*(const %s *)(%s) ^ (1ULL << 63));\n", down, emit_ctype(t), at);
}

static const struct agg_use *sort_use(const struct foreach *fe, int *ret)
{
	const struct var *v = fe->array;
	const struct aggfn *count = agg_find_stap("count");

	*ret = -1;
	if (!is_stat(v) || !fe->sort || fe->sort_by >= 0 || !v->aggs.n)
		return NULL;
	*ret = fe->sort_use;
	for (size_t i = 0; i < v->aggs.n && *ret < 0; i++)
		if (v->aggs.v[i].fn == count)
			*ret = (int)i;
	if (*ret < 0)
		*ret = 0;
	return &v->aggs.v[*ret];
}

static void order_of(struct emit *e, const struct walk *w, size_t sum)
{
	const struct foreach *fe = w->fe;
	const struct var *v = fe->array;
	struct arena *a = e->prog->arena;

	out(e, "\tS->text = 0;\n");
	if (!fe->sort)
		out(e, "\tS->order = 0;\n");
	else if (fe->sort_by >= 0)
		order_by(e, w, type_strip(v->keys.v[fe->sort_by]),
			 arena_printf(a, "(key + %zu)", v->key_offsets.v[fe->sort_by]));
	else if (!is_stat(v))
		order_by(e, w, type_strip(v->type), "val");
	else if (w->use) {
		out(e, "\tS->order = %s((rt_u64)", fe->sort < 0 ? "~" : "");
		emit_fold_value(e, w->use, sum);
		out(e, " ^ (1ULL << 63));\n");
	} else {
		out(e, "\tS->order = 0;\n");
	}
}

static size_t sort_text(const struct foreach *fe)
{
	const struct type *t = fe->sort_by >= 0 ? fe->array->keys.v[fe->sort_by] : fe->array->type;

	return fe->sort && type_is_string(t) ? type_strip(t)->size : 0;
}

static void emit_collect(struct emit *e, struct walk *w)
{
	const struct var *v = w->fe->array;
	size_t mark = e->scratch_at, sum = 0;
	struct buf outer = emit_apart_begin(e);

	w->collect = ++e->label;
	begin_each(e, "collect", w->collect, v);
	if (is_stat(v)) {
		out(e, "\tbpf_probe_read_kernel(f->scratch + %zu, %zu, key);\n\t", w->key, v->key_size);
		sum = emit_fold(e, &(struct emit_fold){ .var = v, .key = w->key, .use = w->nuse, .seq = true });
		out(e, "\n");
	}
	out(e, "\tstruct rt_step *S = rt_walk_more(*(rt_u32 *)(f->scratch + %zu));\n\n\tif (!S)\n\t\treturn 1;\n"
	    "\tS->key = (rt_u64)key;\n", w->slot);
	if (is_stat(v))
		out(e, "\tS->seq = *(rt_u64 *)(f->scratch + %zu);\n", sum);
	else
		out(e, "\tS->seq = *(rt_u64 *)(val + %zu);\n\tS->birth = *(rt_u64 *)(val + %zu);\n", v->seq_offset,
		    v->birth_offset);
	order_of(e, w, sum + WORD);
	out(e, "\treturn 0;\n}\n");
	emit_apart_end(e, outer);
	e->scratch_at = mark;
}

/* ---- foreach: SystemTap's sort reorders the array itself, where a loop without a direction shows it ---- */

/* the place of the element at the key in the order, which `to` holds */
static void set_place(struct emit *e, const struct walk *w, size_t to)
{
	const struct var *v = w->fe->array;
	unsigned n = ++e->label;

	if (!is_stat(v)) {
		out(e, "\tchar *val = bpf_map_lookup_elem(&v%u, f->scratch + %zu);\n"
		    "\tif (val && *(rt_u64 *)(val + %zu) == S->birth)\n\t\t*(rt_u64 *)(val + %zu) = *(rt_u64 *)(f->scratch + %zu);\n",
		    emit_map_id(v), w->key, v->birth_offset, v->seq_offset, to);
		return;
	}

	struct buf outer = emit_apart_begin(e);

	out(e, "static long cell_place_%u(rt_u32 cpu, struct firing *f)\n{\n"
	    "\trt_u64 *c = bpf_map_lookup_percpu_elem(&v%u, f->scratch + %zu, cpu);\n"
	    "\tif (c && c[%zu])\n\t\tc[%zu] = *(rt_u64 *)(f->scratch + %zu);\n\treturn 0;\n}\n", n, emit_map_id(v), w->key,
	    v->seq_offset / WORD, v->seq_offset / WORD, to);
	emit_apart_end(e, outer);
	out(e, "\tbpf_loop(rt.cpus, cell_place_%u, f, 0);\n", n);
}

static void emit_reorder(struct emit *e, const struct walk *w)
{
	unsigned n = ++e->label;
	size_t total = emit_scratch(e, WORD), base = emit_scratch(e, WORD), to = emit_scratch(e, WORD);
	struct buf outer = emit_apart_begin(e);

	out(e, "static long next_place_%u(rt_u32 round, struct firing *f)\n{\n"
	    "\tstruct rt_walk *w = rt_walk(*(rt_u32 *)(f->scratch + %zu));\n"
	    "\trt_u64 total = *(rt_u64 *)(f->scratch + %zu);\n"
	    "\tstruct rt_step *S = w && round < total ? rt_walk_at(w, total - 1 - round) : 0;\n"
	    "\tif (!S)\n\t\treturn 1;\n"
	    "\tif (bpf_probe_read_kernel(f->scratch + %zu, %zu, (const void *)S->key))\n\t\treturn 0;\n"
	    "\t*(rt_u64 *)(f->scratch + %zu) = *(rt_u64 *)(f->scratch + %zu) + round;\n", n, w->slot, total, w->key,
	    w->fe->array->key_size, to, base);
	set_place(e, w, to);
	out(e, "\tS->seq = *(rt_u64 *)(f->scratch + %zu);\n\treturn 0;\n}\n", to);
	emit_apart_end(e, outer);
	out(e, "*(rt_u64 *)(f->scratch + %zu) = rt_walk_sort(*(rt_u32 *)(f->scratch + %zu), %zu, %d);\n"
	    "*(rt_u64 *)(f->scratch + %zu) = 1 + __sync_fetch_and_add(&rt.seq, 1 + *(rt_u64 *)(f->scratch + %zu));\n"
	    "bpf_loop(RT_WALK_CAP, next_place_%u, f, 0);\n"
	    "rt_walk_again(*(rt_u32 *)(f->scratch + %zu), *(rt_u64 *)(f->scratch + %zu));\n"
	    "rt_walk_heap(*(rt_u32 *)(f->scratch + %zu), %zu, %d);\n", total, w->slot, w->text, w->fe->sort < 0, base,
	    total, n, w->slot, total, w->slot, w->text, w->fe->sort < 0);
}

struct walkers { const struct var *var; bool walks, sorts; };

static bool find_walker(struct stmt *s, void *ctx)
{
	struct walkers *w = ctx;

	if (s->kind == S_FOREACH && s->fe->array == w->var) {
		w->walks = true;
		w->sorts |= s->fe->sort != 0;
	}
	return true;
}

/* user space sorts what the kernel walks: its order goes into the elements, as the kernel's does */
static bool places_wanted(const struct prog *p, const struct var *v)
{
	struct walkers kernel = { .var = v }, user = { .var = v };

	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, find_walker, NULL, p->clauses.v[i]->place == PLACE_KERNEL ? &kernel : &user);
	for (size_t i = 0; i < p->funcs.n; i++) {
		if (p->funcs.v[i]->in_kernel)
			block_walk(p->funcs.v[i]->body, find_walker, NULL, &kernel);
		if (p->funcs.v[i]->in_user)
			block_walk(p->funcs.v[i]->body, find_walker, NULL, &user);
	}
	return var_reorders(v) && kernel.walks && (user.sorts || (kernel.sorts && user.walks));
}

static void emit_placer(struct emit *e, const struct var *v)
{
	size_t at = v->seq_offset;

	if (is_stat(v))
		out(e, "static long place_cell_%u(rt_u32 cpu, rt_u64 *to)\n{\n"
		    "\trt_u64 *c = bpf_map_lookup_percpu_elem(&v%u, rt_put, cpu);\n"
		    "\tif (c && c[%zu])\n\t\tc[%zu] = *to;\n\treturn 0;\n}\n", v->id, emit_map_id(v), at / WORD, at / WORD);
	out(e, "SEC(\"raw_tp\") int place_%u(rt_u64 *ctx)\n{\n\trt_u64 to = ctx[0];\n", v->id);
	if (is_stat(v))
		out(e, "\tbpf_loop(rt.cpus, place_cell_%u, &to, 0);\n", v->id);
	else
		out(e, "\tchar *val = bpf_map_lookup_elem(&v%u, rt_put);\n\tif (val)\n\t\t*(rt_u64 *)(val + %zu) = to;\n",
		    emit_map_id(v), at);
	out(e, "\treturn 0;\n}\n");
}

void emit_placers(struct emit *e)
{
	const struct prog *p = e->prog;

	for (size_t i = 0; i < p->vars.n; i++) {
		if (!places_wanted(p, p->vars.v[i]))
			continue;
		emit_need_put(e, p->vars.v[i]->key_size);
		emit_placer(e, p->vars.v[i]);
	}
}

/* ---- foreach: rounds ---- */

static void bind(struct emit *e, struct var *to, const struct type *t, const char *at)
{
	if (type_is_string(t))
		out(e, "rt_str_copy(f->scratch + %zu, %zu, %s);\n", to->offset, (size_t)type_strip(to->type)->size, at);
	else
		out(e, "%s = *(const %s *)(%s);\n", emit_local(e, to), emit_ctype(t), at);
}

/* the next of the heap, if it is still there and fits, and the loop's variables */
static void begin_round(struct emit *e, const struct emit_round *r)
{
	const struct walk *w = r->ctx;
	const struct foreach *fe = w->fe;
	const struct var *v = fe->array;
	struct arena *a = e->prog->arena;

	out(e, "if ((rt_s64)round >= *(rt_s64 *)(f->scratch + %zu))\n\treturn 1;\n"
	    "struct rt_step *S = (void *)(f->scratch + %zu);\n"
	    "if (!rt_walk_pop(*(rt_u32 *)(f->scratch + %zu), S, %zu, %d))\n\treturn 1;\n"
	    "if (bpf_probe_read_kernel(f->scratch + %zu, %zu, (const void *)S->key))\n\treturn 0;\n"
	    "char *val = bpf_map_lookup_elem(&v%u, f->scratch + %zu);\nif (!val", w->limit, w->step, w->slot, w->text,
	    fe->sort < 0, w->key, v->key_size, emit_map_id(v), w->key);
	if (!is_stat(v))	/* another may have come to where the element was */
		out(e, " || *(rt_u64 *)(val + %zu) != S->birth", v->birth_offset);
	out(e, ")\n\treturn 0;\n");
	test_slice(e, v, in_scratch(e, w->key), w->slice, fe->slice.n);
	for (size_t i = 0; i < fe->keys.n; i++)
		bind(e, fe->keys.v[i], v->keys.v[i], arena_printf(a, "(f->scratch + %zu)", w->key + v->key_offsets.v[i]));
	if (fe->value)
		bind(e, fe->value, v->type, "val");
}

static void emit_limit(struct emit *e, const struct walk *w)
{
	out(e, "*(rt_s64 *)(f->scratch + %zu) = ", w->limit);
	if (w->fe->limit)
		emit_expr(e, w->fe->limit);
	else
		out(e, "0x7fffffffffffffffLL");
	out(e, ";\n");
}

/* how many elements the array may have: as load.c sizes its map */
static size_t entries(const struct emit *e, const struct var *v)
{
	size_t n = v->max_entries ? v->max_entries : e->world->options->maxmapentries;

	return (n ? n : 2048) * (1 + v->taken);
}

void emit_foreach(struct emit *e, const struct stmt *s)
{
	struct walk w = { .fe = s->fe, .text = sort_text(s->fe) };
	struct emit_round r = { .loop = s, .begin = begin_round, .ctx = &w };
	const struct var *v = s->fe->array;

	w.use = sort_use(s->fe, &w.nuse);
	emit_need_parts(e, "walk");
	e->walks++;
	e->walk_text |= w.text > 0;
	if (entries(e, v) > e->walk_room)
		e->walk_room = entries(e, v);
	w.slot = emit_scratch(e, WORD);
	w.limit = emit_scratch(e, WORD);
	w.step = emit_scratch(e, STEP_SIZE);
	w.key = emit_scratch(e, v->key_size);
	out(e, "{ ");
	w.slice = emit_slice(e, v, s->fe->slice.v, s->fe->slice.n);
	emit_limit(e, &w);
	emit_collect(e, &w);
	emit_rounds(e, &r);
	/* none free: counted as a firing that was lost */
	out(e, "*(rt_u32 *)(f->scratch + %zu) = rt_walk_take();\n"
	    "if (*(rt_u32 *)(f->scratch + %zu) == RT_NO_WALK)\n\tgoto next;\n"
	    "bpf_for_each_map_elem(&v%u, collect_%u, f, 0);\n"
	    "rt_walk_heap(*(rt_u32 *)(f->scratch + %zu), %zu, %d);\n", w.slot, w.slot, emit_map_id(v), w.collect, w.slot,
	    w.text, s->fe->sort < 0);
	if (s->fe->sort && var_reorders(v))
		emit_reorder(e, &w);
	out(e, "bpf_loop(RT_WALK_CAP, loop_%u, f, 0);\nrt_walk_leave(*(rt_u32 *)(f->scratch + %zu));", r.n, w.slot);
	emit_rounds_left(e, &r);
	out(e, " }\n");
}

void emit_walk_sizes(struct emit *e, struct buf *ret)
{
	if (e->walks)		/* as many as may be nested, and one for who interrupts */
		buf_printf(ret, "#define RT_WALK_CAP %zu\n#define RT_WALKS %u\n%s", e->walk_room,
			   e->walks + 1 < WALKS_MAX ? e->walks + 1 : WALKS_MAX, e->walk_text ? "#define RT_WALK_TEXT\n" : "");
}
