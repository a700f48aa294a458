/*
 * emit_map.c - variables: where each storage class lives in the kernel, and how it is read and set
 *
 *	global scalar		rt_glob at var->offset, a mapped data section
 *	thread-local		struct rt_self in task storage (a hash by thread where that is missing)
 *	this->, locals		C variables of the program; their strings in scratch
 *	array			BPF hash "v<ID>"
 *	aggregation		per-CPU hash "v<ID>", without a key a per-CPU array of one
 */
#include <inttypes.h>
#include "bpf/emit_int.h"
#include "bpf/feature.h"
#include "bpf/store.h"
#include "lang/option.h"

static bool by_value(const struct type *t)	/* held as a scalar, not as bytes */
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
			   "\tMAP_UINT(value_size, %zu); } v%u SEC(\".maps\");\n", v->pool ? v->pooled : 1,
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
	buf_printf(out, "struct { MAP_UINT(type, %d); MAP_UINT(max_entries, %zu); MAP_UINT(map_flags, %d);\n"
		   "\tMAP_UINT(key_size, %zu); MAP_UINT(value_size, %zu); } v%u SEC(\".maps\");\n",
		   agg ? 5 : 1, entries ? entries : 1, !v->wrap && feature_has(e->features, FEAT_alloc_atomic),
		   v->key_size, v->value_size, v->id);
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
const char *emit_key(struct emit *e, const struct var *v, struct expr *const *args, size_t n)
{
	struct arena *a = e->prog->arena;
	unsigned id = ++e->label;
	const char *name = arena_printf(a, "k%u", id);

	if (!v->keys.n) {
		out(e, "rt_u32 z%u = %u; void *%s = &z%u; ", id, v->slot, name, id);
		return name;
	}
	out(e, "char *%s = %s; ", name, emit_slot(e, v->key_size));
	emit_zero(e, name, v->key_size);
	for (size_t i = 0; i < n; i++) {
		const struct type *kt = type_strip(v->keys.v[i]);
		size_t size = kt->size;
		const char *dst = arena_printf(a, "(%s + %zu)", name, v->key_offsets.v[i]);

		if (by_value(kt)) {
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
	if (v->storage == V_THREAD)	/* self->x[k]: the thread is part of the key, at its end or before the id */
		out(e, "*(rt_u64 *)(%s + %zu) = (rt_u32)bpf_get_current_pid_tgid() ? : "
		    "bpf_get_smp_processor_id() + (1ULL << 63); ", name, v->key_size - (v->pool ? 16 : 8));
	return name;
}

/* the variable whose map holds v */
static unsigned map_id(const struct var *v)
{
	return v->pool ? v->pool->id : v->id;
}

/* ---- reading ---- */
static const char *number(struct emit *e, const struct var *v)
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
		out(e, "(rt_s64)(bpf_map_lookup_elem(&v%u, %s) != 0); })", map_id(v), key);
		return;
	}
	if (!by_value(x->type)) {
		out(e, "const char *p%u = bpf_map_lookup_elem(&v%u, %s); ", n, map_id(v), key);
		if (e->prog->lang == LANG_STAP && type_is_string(x->type))
			out(e, "if (!p%u) p%u = \"\"; ", n, n);
		/* as a number: what is added to it would come before any test for NULL */
		out(e, emit_is_object(x->type) ? "rt_addr((rt_u64)p%u); })" : "p%u; })", n);
		return;
	}
	out(e, "%s *p%u = bpf_map_lookup_elem(&v%u, %s); p%u ? (%s)*p%u : 0; })", emit_ctype(v->type), n,
	    map_id(v), key, n, emit_wide(x->type), n);
}

static void read_thread(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;
	const struct var *v = x->var;

	out(e, "({ struct rt_self *s%u = rt_self(f, 0); ", n);
	if (by_value(x->type))
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
		for (size_t i = 0; i < x->args.n; i++) {
			if (!x->args.v[i]) {
				emit_error(e, x->span, "a slice of an array can be tested in user space only");
				out(e, "0");
				return;
			}
		}
		read_elem(e, x);
		return;
	}
	switch (v->storage) {
	case V_GLOBAL:
		if (by_value(x->type))
			out(e, "(%s)*(%s *)(rt_glob + %zu)", emit_wide(x->type), emit_ctype(v->type), v->offset);
		else
			out(e, "(%s)(rt_glob + %zu)", emit_is_object(x->type) ? "rt_u64" : "const char *", v->offset);
		return;
	case V_THREAD:
		read_thread(e, x);
		return;
	case V_FIRING:
	case V_LOCAL:
		if (!by_value(x->type)) {
			e->uses_scratch = true;
			out(e, "(%s)(f->scratch + %zu)", emit_is_object(x->type) ? "rt_u64" : "const char *", v->offset);
		} else {
			out(e, "(%s)%s", emit_wide(x->type), number(e, v));
		}
		return;
	}
}

/* ---- setting ---- */
static bool same_expr(const struct expr *a, const struct expr *b)
{
	if (a == b)
		return true;
	if (a->kind != b->kind || a->args.n != b->args.n)
		return false;
	for (size_t i = 0; i < a->args.n; i++)
		if (!a->args.v[i] || !b->args.v[i] || !same_expr(a->args.v[i], b->args.v[i]))
			return false;
	switch (a->kind) {
	case E_CONST:
		return a->num == b->num;
	case E_STR:
		return a->str_len == b->str_len && !memcmp(a->str, b->str, a->str_len);
	case E_VAR:
	case E_ELEM:
		return a->var == b->var;
	case E_CTX:
		return a->arg == b->arg;
	case E_CALL:
		return a->builtin == b->builtin;
	case E_IN: case E_VARREF: case E_LOAD: case E_MEMBER: case E_INDEX: case E_ADDR: case E_UNARY:
	case E_BINARY: case E_COND: case E_CAST: case E_AGGREAD: case E_FCALL: case E_SEQ:
		return false;
	}
	return false;
}

/* x = x + e on shared memory: what is added; sign set to -1 for a subtraction. No update is lost then. */
static const struct expr *added(const struct expr *to, const struct expr *value, const char **sign)
{
	while (value->kind == E_CAST && type_is_int(value->type) && type_is_int(value->a->type))
		value = value->a;
	if (value->kind != E_BINARY || (value->op != OP_ADD && value->op != OP_SUB))
		return NULL;

	const struct expr *left = value->a;

	while (left->kind == E_CAST && type_is_int(left->type) && type_is_int(left->a->type))
		left = left->a;
	if (!same_expr(to, left) || !type_is_int(to->var->type) || type_strip(to->var->type)->size < 4)
		return NULL;
	*sign = value->op == OP_SUB ? "-" : "";
	return value->b;
}

struct mention { const struct var *var; bool found; };

static bool find_mention(struct expr *x, void *ctx)
{
	struct mention *m = ctx;

	m->found |= x->var == m->var;
	return true;
}

/* with the mark of a NULL behind the NUL, where the variable has one */
static void write_string(struct emit *e, const struct expr *to, const struct expr *value, const char *at)
{
	bool marks = (to->kind == E_VAR || to->kind == E_ELEM) && to->var->nulls;

	if (marks && !(value->kind == E_VAR && value->var == to->var))	/* s = s keeps its second byte */
		out(e, "(%s)[1] = 0; ", at);
	e->marks_null = marks;
	emit_into(e, value, at, type_strip(to->type)->size, true);
	e->marks_null = false;
}

/* bytes to a variable; through a buffer if they are made of what it holds: s = strjoin("a", s) */
static void set_bytes(struct emit *e, const struct expr *to, struct expr *value, const char *at)
{
	struct mention m = { .var = to->var };
	size_t size = type_strip(to->type)->size;

	if (type_is_string(to->type) && value->kind != E_VAR)
		expr_walk(value, find_mention, &m);
	if (!m.found) {
		write_string(e, to, value, at);
		out(e, "\n");
		return;
	}
	const char *slot = emit_slot(e, size);

	out(e, "{ ");
	write_string(e, to, value, slot);
	out(e, " rt_str_copy(%s, %zu, %s);", at, size, slot);
	if ((to->kind == E_VAR || to->kind == E_ELEM) && to->var->nulls)
		out(e, " (%s)[1] = (%s)[0] ? (%s)[1] : (%s)[1];", at, slot, at, slot);
	out(e, " }\n");
}

static void set_memory(struct emit *e, const struct expr *to, struct expr *value, const char *at)
{
	const char *sign;
	const struct expr *more = added(to, value, &sign);
	const char *t = emit_ctype(to->type);

	if (more) {
		out(e, "__sync_fetch_and_add((%s *)(%s), (%s)(%s(", t, at, t, sign);
		emit_expr(e, more);
		out(e, ")));\n");
		return;
	}
	set_bytes(e, to, value, at);
}

/* a value of a scalar of another type than the variable's is cut by emit_into's store of *its* type */
static void set_scalar(struct emit *e, const struct expr *to, const struct expr *value, const char *at)
{
	const char *t = emit_ctype(to->type);

	out(e, "*(%s *)(%s) = (%s)(", t, at, t);
	emit_expr(e, value);
	out(e, ");\n");
}

static void set_thread(struct emit *e, const struct expr *to, struct expr *value)
{
	unsigned n = ++e->label;
	struct arena *a = e->prog->arena;
	const struct var *v = to->var;
	bool null = value->kind == E_CONST && !value->num;
	const char *at = arena_printf(a, "s%u->data + %zu", n, v->offset);

	if (by_value(to->type)) {
		out(e, "{ rt_s64 x%u = (rt_s64)", n);
		emit_expr(e, value);
		/* nothing to create for the sake of a zero */
		out(e, "; struct rt_self *s%u = rt_self(f, %s); if (s%u) *(%s *)(%s) = (%s)x%u; }\n", n,
		    null ? "0" : arena_printf(a, "x%u != 0", n), n, emit_ctype(v->type), at,
		    emit_ctype(v->type), n);
		return;
	}
	out(e, "{ struct rt_self *s%u = rt_self(f, %d); if (s%u) { s%u->set[%u] = %d; ", n, !null, n, n, v->id,
	    !null);
	if (!null)
		set_bytes(e, to, value, at);
	out(e, " } }\n");
}

static void overflow(struct emit *e, const struct var *v, struct span at)
{
	if (e->prog->fault == FAULT_ENDS_SESSION)
		emit_fail(e, "13", arena_printf(e->prog->arena, "%zu", v->max_entries), at);
	else
		out(e, "rt_lost(&rt_vars[%u].drops, rt.cpu_%sdrops);", v->id, v->type->kind == TY_STAT ? "agg_" : "var_");
}

/* an expression: 0 when the element is stored */
static void put_elem(struct emit *e, const struct var *v, unsigned map, const char *key, const char *value,
		     const char *flags)
{
	if (v->wrap)
		out(e, "rt_wrap_update(&v%u, &v%u_order, %s, %s, %s, %s)", map, map, key, value, flags,
		    emit_slot(e, v->key_size));
	else
		out(e, "bpf_map_update_elem(&v%u, %s, %s, %s)", map, key, value, flags);
}

static void set_elem(struct emit *e, const struct expr *to, const struct expr *value, struct span at)
{
	unsigned n = ++e->label;
	struct arena *a = e->prog->arena;
	const struct var *v = to->var;
	bool scalar = by_value(to->type);
	const char *t = emit_ctype(v->type), *sign;
	const struct expr *more = scalar ? added(to, value, &sign) : NULL;
	bool maybe_zero = v->del_zero && (value->kind != E_CONST || !value->num) && value->kind != E_STR;

	if (v->del_zero && value->kind == E_CONST && !value->num) {
		emit_del(e, to);
		return;
	}
	out(e, "{ ");

	const char *key = emit_key(e, v, to->args.v, to->args.n);

	if (scalar) {
		out(e, "%s x%u = (%s)(%s(", t, n, t, more ? sign : "");
		emit_expr(e, more ? more : value);
		out(e, ")); ");
	}
	if (scalar && maybe_zero && !more)
		out(e, "if (!x%u) bpf_map_delete_elem(&v%u, %s); else ", n, map_id(v), key);
	out(e, "{ char *p%u = bpf_map_lookup_elem(&v%u, %s); ", n, map_id(v), key);
	if (scalar && more) {
		out(e, "if (p%u) { %s o%u = __sync_fetch_and_add((%s *)p%u, x%u); (void)o%u; ", n, t, n, t, n, n, n);
		if (maybe_zero)
			out(e, "if (!(%s)(o%u + x%u)) bpf_map_delete_elem(&v%u, %s); ", t, n, n, map_id(v), key);
		out(e, "} else ");
	} else if (scalar) {
		out(e, "if (p%u) *(%s *)p%u = x%u; else ", n, t, n, n);
	} else {
		out(e, "(void)p%u; ", n);
	}

	const char *val = emit_slot(e, v->value_size);

	out(e, "{ char *w%u = %s; ", n, val);
	emit_zero(e, arena_printf(a, "w%u", n), v->value_size);
	if (scalar)
		out(e, "*(%s *)w%u = x%u; ", t, n, n);
	else
		write_string(e, to, value, arena_printf(a, "w%u", n));
	if (v->seq_offset)
		out(e, " *(rt_u64 *)(w%u + %zu) = p%u ? *(rt_u64 *)(p%u + %zu) : __sync_fetch_and_add(&rt.seq, 1);",
		    n, v->seq_offset, n, n, v->seq_offset);
	out(e, " if (");
	put_elem(e, v, map_id(v), key, arena_printf(a, "w%u", n), more ? "RT_NOEXIST" : "RT_ANY");
	out(e, ") { ");
	if (more)	/* somebody else made it meanwhile: add to theirs */
		out(e, "p%u = bpf_map_lookup_elem(&v%u, %s); if (p%u) __sync_fetch_and_add((%s *)p%u, x%u); else ",
		    n, map_id(v), key, n, t, n, n);
	out(e, "{ ");
	overflow(e, v, at);
	out(e, " } } } } }\n");
}

/* the bytes that a bit-field touches are read, changed and written */
static void set_bitfield(struct emit *e, const struct expr *to, const struct expr *value, const char *base)
{
	const struct member *m = to->member;
	unsigned n = ++e->label, shift = m->bit_offset % 8;
	unsigned bytes = (shift + m->bit_size + 7) / 8;
	uint64_t mask = m->bit_size >= 64 ? ~0ull : (1ull << m->bit_size) - 1;

	out(e, "{ char *b%u = %s + %u; rt_u64 w%u = 0; __builtin_memcpy(&w%u, b%u, %u); w%u = (w%u & ~(%" PRIu64
	    "ULL << %u)) | ((rt_u64)(", n, base, m->bit_offset / 8, n, n, n, bytes > 8 ? 8 : bytes, n, n, mask,
	    shift);
	emit_expr(e, value);
	out(e, ") & %" PRIu64 "ULL) << %u; __builtin_memcpy(b%u, &w%u, %u); }\n", mask, shift, n, n,
	    bytes > 8 ? 8 : bytes);
}

static void set_at(struct emit *e, const struct expr *to, const struct expr *value, const char *at)
{
	if (by_value(to->type))
		set_scalar(e, to, value, at);
	else
		emit_into(e, value, at, type_strip(to->type)->size, true);
}

/* alloca()'s memory: the pointer is only a number by now, its place in the area is checked */
static void set_scratch(struct emit *e, const struct expr *to, const struct expr *value, struct span at)
{
	bool bits = to->kind == E_MEMBER && to->member->bit_size;
	const struct expr *object = bits ? to->a : to;
	const char *area = emit_alloca_area(e);
	uint64_t size = type_strip(object->type)->size, room = e->world->options->scratchsize;
	unsigned n = ++e->label;
	const char *p = arena_printf(e->prog->arena, "p%u", n);

	bool plain = !bits && by_value(to->type);

	/* the value first: bounds that a verifier before 6.3 learns of a place do not outlive a spill */
	out(e, "{ ");
	if (plain) {
		out(e, "rt_s64 x%u = (rt_s64)", n);
		emit_expr(e, value);
		out(e, "; ");
	}
	out(e, "rt_u64 a%u = ", n);
	emit_addr(e, object);
	out(e, "; rt_u64 o%u = rt_addr(a%u) - rt_addr((rt_u64)%s); int d%u = rt_is_dealt(f, rt_addr(a%u), %" PRIu64 "); ", n, n,
	    area, n, n, size);
	out(e, "rt_barrier(o%u); if (o%u > %" PRIu64 " || !d%u) ", n, n, room > size ? room - size : 0, n);
	emit_fail(e, "1", arena_printf(e->prog->arena, "rt_addr(a%u)", n), at);
	out(e, " char *%s = %s + o%u; ", p, area, n);
	if (bits)
		set_bitfield(e, to, value, p);
	else if (plain)
		out(e, "*(%s *)%s = (%s)x%u;", emit_ctype(to->type), p, emit_ctype(to->type), n);
	else
		set_at(e, to, value, p);
	out(e, " }\n");
}

void emit_set(struct emit *e, const struct expr *to, struct expr *value, struct span at)
{
	struct arena *a = e->prog->arena;
	const struct var *v = to->var;
	const char *script;

	if (to->kind == E_ELEM) {
		set_elem(e, to, value, at);
		return;
	}
	if (to->kind != E_VAR) {
		script = emit_script_addr(e, to);
		if (!script && emit_space(to) == SPACE_SCRATCH)
			set_scratch(e, to, value, at);
		else if (!script)
			emit_error(e, at, "only the script's own memory can be written");
		else if (to->kind == E_MEMBER && to->member->bit_size)
			set_bitfield(e, to, value, emit_script_addr(e, to->a));
		else
			set_at(e, to, value, script);
		return;
	}
	switch (v->storage) {
	case V_GLOBAL:
		script = arena_printf(a, "rt_glob + %zu", v->offset);
		if (by_value(to->type) && !added(to, value, &(const char *){ 0 }))
			set_scalar(e, to, value, script);
		else
			set_memory(e, to, value, script);
		return;
	case V_THREAD:
		set_thread(e, to, value);
		return;
	case V_FIRING:
	case V_LOCAL:
		if (!by_value(to->type)) {
			e->uses_scratch = true;
			set_bytes(e, to, value, arena_printf(a, "(f->scratch + %zu)", v->offset));
			return;
		}
		out(e, "%s = (%s)(", number(e, v), emit_ctype(to->type));
		emit_expr(e, value);
		out(e, ");\n");
		return;
	}
}

void emit_del(struct emit *e, const struct expr *to)
{
	const struct var *v = to->var;

	if (to->kind == E_ELEM) {
		for (size_t i = 0; i < to->args.n; i++) {
			if (!to->args.v[i]) {
				emit_error(e, to->span, "a slice of an array can be deleted in user space only");
				return;
			}
		}
		out(e, "{ ");

		const char *key = emit_key(e, v, to->args.v, to->args.n);

		out(e, "bpf_map_delete_elem(&v%u, %s); }\n", map_id(v), key);
		return;
	}
	if (v->keys.n) {
		if (!e->decl_top.s || !strstr(e->decl_top.s, "rt_del_all("))
			buf_puts(&e->decl_top, "static long rt_del_all(void *map, const void *key, void *val, void *ctx)\n"
				 "{\n\tbpf_map_delete_elem(map, key);\n\treturn 0;\n}\n");
		out(e, "bpf_for_each_map_elem(&v%u, rt_del_all, 0, 0);\n", v->id);
		return;
	}
	if (v->type->kind == TY_STAT) {		/* cells of an older generation count as empty */
		out(e, "rt_add(&rt_vars[%u].gen, 1);\n", v->id);
		return;
	}

	struct expr zero = { .kind = E_CONST, .type = &type_int64, .span = to->span };

	if (type_is_string(to->type) && v->storage != V_THREAD) {
		struct expr empty = { .kind = E_STR, .type = to->type, .str = "", .span = to->span };

		emit_set(e, to, &empty, to->span);
		if (v->nulls)
			out(e, "rt_mark_null(f->scratch + %zu);\n", v->offset);
		return;
	}
	emit_set(e, to, &zero, to->span);
}

/* ---- aggregations ---- */
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
	unsigned map = map_id(v);

	out(e, "rt_u64 *c%u = bpf_map_lookup_elem(&v%u, %s); ", n, map, key);
	if (v->keys.n) {
		out(e, "if (!c%u) { ", n);
		put_elem(e, v, map, key, "(const void *)rt_zero", "RT_NOEXIST");
		out(e, "; c%u = bpf_map_lookup_elem(&v%u, %s); } ", n, map, key);
	}
	out(e, "if (!c%u) ", n);
	overflow(e, v, s->span);
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
