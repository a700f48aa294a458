/*
 * emit_map.c - variables: where each storage class lives in the kernel, and how it is read
 *
 *	global scalar		rt_glob at var->offset, a mapped data section
 *	thread-local		struct rt_self in task storage (a hash by thread where that is missing)
 *	this->, locals		C variables of the program; their strings in scratch
 *	array			BPF hash "v<ID>"
 *	aggregation		per-CPU hash "v<ID>", without a key a per-CPU array of one
 *
 * Setting and deleting are in emit_set.c.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "bpf/feature.h"
#include "bpf/store.h"
#include "lang/option.h"

bool emit_by_value(const struct type *t)
{
	return !type_is_string(t) && !emit_is_object(t) && type_strip(t)->kind != TY_STACK &&
	       type_strip(t)->kind != TY_USYMADDR;
}

/* ---- definitions ---- */
static void define_globals(struct emit *e, struct buf *out)
{
	const struct prog *p = e->prog;

	buf_printf(out, "char rt_glob[%zu] SEC(\".data.glob\") __attribute__((aligned(8))) = { ",
		   p->globals_size + 8);
	for (size_t i = 0; i < p->vars.n; i++) {
		const struct var *v = p->vars.v[i];
		unsigned char bytes[8] = { 0 };

		if (v->storage != V_GLOBAL || !v->has_init || v->keys.n)
			continue;
		for (size_t k = 0; v->init_str && v->init_str[k] && k + 1 < v->type->size; k++)
			buf_printf(out, "[%zu] = %d, ", v->offset + k, v->init_str[k]);
		if (v->init_str)
			continue;
		memcpy(bytes, &v->init, 8);
		for (size_t k = 0; k < 8 && k < type_strip(v->type)->size; k++)
			if (bytes[k])
				buf_printf(out, "[%zu] = (char)%u, ", v->offset + k, bytes[k]);
	}
	buf_puts(out, "};\n");
}

static void define_self(struct emit *e, struct buf *out)
{
	const struct prog *p = e->prog;
	bool storage = feature_has(e->features, FEAT_task_storage);

	if (!p->thread_size)
		return;
	buf_printf(out, "struct rt_self { char data[%zu] __attribute__((aligned(8))); rt_u8 set[%zu]; };\n",
		   (p->thread_size + 7) / 8 * 8, (p->vars.n + 8) / 8 * 8);
	buf_printf(out, "struct { MAP_UINT(type, %d); MAP_UINT(map_flags, %d); MAP_UINT(max_entries, %d);\n"
		   "\tMAP_TYPE(key, %s); MAP_TYPE(value, struct rt_self); } self SEC(\".maps\");\n",
		   storage ? 29 : 1, 1, storage ? 0 : 65536, storage ? "rt_s32" : "rt_u64");
	if (storage)
		buf_puts(out, "RT_INLINE struct rt_self *rt_self_find(int create)\n{\n"
			 "\treturn bpf_task_storage_get(&self, bpf_get_current_task_btf(), 0, create);\n}\n");
	else
		buf_puts(out, "static const struct rt_self rt_self_zero;\n"
			 "RT_INLINE struct rt_self *rt_self_find(int create)\n{\n"
			 "\trt_u64 key = bpf_get_current_pid_tgid();\n"
			 "\tif (!(rt_u32)key)\n\t\tkey = bpf_get_smp_processor_id() + (1ULL << 63);\n"
			 "\tstruct rt_self *s = bpf_map_lookup_elem(&self, &key);\n"
			 "\tif (s || !create)\n\t\treturn s;\n"
			 "\tbpf_map_update_elem(&self, &key, &rt_self_zero, RT_NOEXIST);\n"
			 "\treturn bpf_map_lookup_elem(&self, &key);\n}\n");
	buf_puts(out, "RT_INLINE struct rt_self *rt_self(struct firing *f, int create)\n{\n"
		 "\tif (!f->self) {\n\t\tf->self = rt_self_find(create);\n"
		 "\t\tif (create && !f->self)\n\t\t\trt_add(&rt.dyn_drops, 1);\n\t}\n"
		 "\treturn f->self;\n}\n");
}

static void define_map(struct emit *e, struct buf *out, const struct var *v)
{
	bool agg = v->type->kind == TY_STAT;
	size_t entries = v->max_entries;

	if (v->pool && v->pool != v)
		return;

	if (agg && !v->keys.n) {
		buf_printf(out, "struct { MAP_UINT(type, 6); MAP_UINT(max_entries, %u); MAP_TYPE(key, rt_u32);\n"
			   "\tMAP_UINT(value_size, %zu); } v%u SEC(\".maps\");\n", v->pool ? v->pooled : 1u + v->taken,
			   v->value_size, v->id);
		return;
	}
	if (!entries)
		entries = e->prog->lang == LANG_STAP ? e->world->options->maxmapentries : 65536;
	if (v->wrap) {
		emit_need_parts(e, "wrap");
		buf_printf(out, "struct { MAP_UINT(type, 22); MAP_UINT(max_entries, %zu); MAP_UINT(value_size, %zu); }\n"
			   "\tv%u_order SEC(\".maps\");\n", STORE_WRAP_ORDER * entries, v->key_size, v->id);
	}
	/* what it may have on demand is load.c's to say: the text is the same for each kernel */
	buf_printf(out, "struct { MAP_UINT(type, %d); MAP_UINT(max_entries, %zu); MAP_UINT(map_flags, 0);\n"
		   "\tMAP_UINT(key_size, %zu); MAP_UINT(value_size, %zu); } v%u SEC(\".maps\");\n",
		   agg ? 5 : 1, entries ? entries : 1, v->key_size, v->value_size, v->id);
}

void emit_maps(struct emit *e)
{
	struct buf *out = &e->decl_top;
	const struct prog *p = e->prog;

	buf_printf(out, "struct rt_control rt SEC(\".data.rt\") = { 0 };\n"
		   "rt_u64 rt_rec_drops[%zu] SEC(\".data.rec\") = { 0 };\n"
		   "struct rt_var rt_vars[%zu] SEC(\".data.var\") = { { 0 } };\n"
		   "struct { MAP_UINT(type, 27); MAP_UINT(max_entries, 4194304); } ring SEC(\".maps\");\n",
		   p->records.n + 1, p->vars.n + 1);
	define_globals(e, out);
	define_self(e, out);
	for (size_t i = 0; i < p->vars.n; i++) {
		const struct var *v = p->vars.v[i];

		if (v->type->kind == TY_STAT || v->keys.n)
			define_map(e, out, v);
		if (v->value_size > e->zero_size)
			e->zero_size = v->value_size;
		if (v->key_size > e->zero_size && v->key_size > INLINE_BYTES)
			e->zero_size = v->key_size;
	}
	if (e->zero_size)
		buf_printf(out, "const volatile char rt_zero[%zu] SEC(\".rodata\") __attribute__((aligned(8))) = { 0 };\n",
			   e->zero_size);
}

/* ---- keys ---- */
const char *emit_slot_of(struct emit *e, const struct var *v)
{
	return v->taken ? arena_printf(e->prog->arena, "rt_vars[%u].epoch & 1", v->id)
			: arena_printf(e->prog->arena, "%u", v->slot);
}

const char *emit_key(struct emit *e, const struct var *v, struct expr *const *args, size_t n)
{
	struct arena *a = e->prog->arena;
	unsigned id = ++e->label;
	const char *name = arena_printf(a, "k%u", id);

	if (!v->keys.n) {
		out(e, "rt_u32 z%u = %s; void *%s = &z%u; ", id, emit_slot_of(e, v), name, id);
		return name;
	}
	out(e, "char *%s = %s; ", name, emit_slot(e, v->key_size));
	emit_zero(e, name, v->key_size);
	for (size_t i = 0; i < n; i++) {
		const struct type *kt = type_strip(v->keys.v[i]);
		size_t size = kt->size;
		const char *dst = arena_printf(a, "(%s + %zu)", name, v->key_offsets.v[i]);

		if (emit_by_value(kt)) {
			out(e, "*(%s *)%s = (%s)(", emit_ctype(kt), dst, emit_ctype(kt));
			emit_expr(e, args[i]);
			out(e, "); ");
		} else {
			emit_into(e, args[i], dst, size, true);
			out(e, " ");
		}
	}
	if (v->pool)
		out(e, "*(rt_u64 *)(%s + %zu) = %u; ", name, v->key_size - 8, v->id);
	if (v->taken)
		out(e, "*(rt_u64 *)(%s + %zu) = rt_vars[%u].epoch; ", name, v->key_size - 8, v->id);
	if (v->storage == V_THREAD)	/* self->x[k]: the thread is part of the key, at its end or before the id */
		out(e, "*(rt_u64 *)(%s + %zu) = (rt_u32)bpf_get_current_pid_tgid() ? : "
		    "bpf_get_smp_processor_id() + (1ULL << 63); ", name, v->key_size - (v->pool ? 16 : 8));
	return name;
}

size_t emit_key_in_scratch(struct emit *e, const struct var *v, struct expr *const *args, size_t n)
{
	unsigned used = e->stack_used;
	size_t at = e->scratch_at;

	e->stack_used = EMIT_NO_STACK;
	emit_key(e, v, args, n);
	e->stack_used = used;
	return at;
}

unsigned emit_map_id(const struct var *v)
{
	return v->pool ? v->pool->id : v->id;
}

/* ---- reading ---- */
const char *emit_number(struct emit *e, const struct var *v)
{
	return v->storage == V_FIRING ? arena_printf(e->prog->arena, "t->v%u", v->id) : emit_local(e, v);
}

static void read_elem(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;
	const struct var *v = x->var;

	out(e, "({ ");

	const char *key = emit_key(e, v, x->args.v, x->args.n);

	if (x->kind == E_IN) {
		/* a number before clang makes one test of two of these: pointers are not or'ed */
		out(e, "rt_s64 i%u = bpf_map_lookup_elem(&v%u, %s) != 0; rt_barrier(i%u); i%u; })", n, emit_map_id(v), key, n, n);
		return;
	}
	if (!emit_by_value(x->type)) {
		out(e, "const char *p%u = bpf_map_lookup_elem(&v%u, %s); ", n, emit_map_id(v), key);
		if (e->prog->lang == LANG_STAP && type_is_string(x->type))
			out(e, "if (!p%u) p%u = \"\"; ", n, n);
		/* as a number: what is added to it would come before any test for NULL */
		out(e, emit_is_object(x->type) ? "rt_addr((rt_u64)p%u); })" : "p%u; })", n);
		return;
	}
	out(e, "%s *p%u = bpf_map_lookup_elem(&v%u, %s); p%u ? (%s)*p%u : 0; })", emit_ctype(v->type), n,
	    emit_map_id(v), key, n, emit_wide(x->type), n);
}

static void read_thread(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;
	const struct var *v = x->var;

	out(e, "({ struct rt_self *s%u = rt_self(f, 0); ", n);
	if (emit_by_value(x->type))
		out(e, "s%u ? (%s)*(%s *)(s%u->data + %zu) : 0; })", n, emit_wide(x->type), emit_ctype(v->type), n,
		    v->offset);
	else
		out(e, "%s(s%u && s%u->set[%u] ? s%u->data + %zu : 0)); })",
		    emit_is_object(x->type) ? "rt_addr((rt_u64)" : "((const char *)", n, n, v->id, n, v->offset);
}

void emit_var_read(struct emit *e, const struct expr *x)
{
	const struct var *v = x->var;

	if (x->kind != E_VAR) {
		if (expr_has_wildcard(x))
			emit_in_slice(e, x);
		else
			read_elem(e, x);
		return;
	}
	switch (v->storage) {
	case V_GLOBAL:
		if (emit_by_value(x->type))
			out(e, "(%s)*(%s *)(rt_glob + %zu)", emit_wide(x->type), emit_ctype(v->type), v->offset);
		else
			out(e, "(%s)(rt_glob + %zu)", emit_is_object(x->type) ? "rt_u64" : "const char *", v->offset);
		return;
	case V_THREAD:
		read_thread(e, x);
		return;
	case V_FIRING:
	case V_LOCAL:
		if (!emit_by_value(x->type)) {
			e->uses_scratch = true;
			out(e, "(%s)(f->scratch + %zu)", emit_is_object(x->type) ? "rt_u64" : "const char *", v->offset);
		} else {
			out(e, "(%s)%s", emit_wide(x->type), emit_number(e, v));
		}
		return;
	}
}
