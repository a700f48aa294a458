/*
 * emit_set.c - variables set and deleted; where they live stands in emit_map.c
 */
#include <inttypes.h>
#include <string.h>
#include "bpf/emit_int.h"
#include "lang/option.h"
#include "lib/arena.h"

/*
 * Only E2BIG (7) says that the variable is full. What interrupts a handler in the middle of the map's own work (timer.profile
 * does) is turned away with EBUSY, or EDEADLK from Linux 6.15 on, and where no memory can be waited for there may be
 * none: such a firing is skipped, and counted.
 */
void emit_overflow(struct emit *e, const struct var *v, const char *err, struct span at)
{
	if (e->prog->fault != FAULT_ENDS_SESSION) {
		out(e, "rt_lost(&rt_vars[%u].drops, rt.cpu_%sdrops);", v->id, v->type->kind == TY_STAT ? "agg_" : "var_");
		return;
	}
	out(e, "if (%s != -7) { rt_add(&rt.busy, 1); ", err);
	emit_fail(e, arena_printf(e->prog->arena, "%d", FAULT_ABORT), "0", at);
	out(e, " } ");
	e->aborts = true;
	emit_fail(e, "13", arena_printf(e->prog->arena, "%zu", v->max_entries), at);
}

void emit_put_elem(struct emit *e, const struct var *v, const char *key, const char *value, const char *flags,
		   const char *old)
{
	unsigned map = emit_map_id(v);

	if (v->wrap)
		out(e, "rt_wrap_update(&v%u, &v%u_order, %s, %s, %s, %s)", map, map, key, value, flags, old);
	else
		out(e, "bpf_map_update_elem(&v%u, %s, %s, %s)", map, key, value, flags);
}

struct mention { const struct var *var; bool found; };

/* what is assigned is made of the variable itself, or may fault, and then the variable stays as it was */
static bool find_mention(struct expr *x, void *ctx)
{
	struct mention *m = ctx;

	m->found |= (m->var && x->var == m->var) || x->kind == E_LOAD || x->kind == E_FCALL || x->op == OP_DIV || x->op == OP_MOD ||
		    (x->kind == E_CALL && x->builtin->flags & B_FAULTS);
	/* a NULL may be among the operands (D): only of a thread's variable is something done before */
	if (m->var && m->var->storage == V_THREAD)
		m->found |= x->args.n || x->kind == E_INDEX || (x->kind == E_BINARY && type_is_string(x->a->type));
	return true;
}

/* the object that x is part of */
static const struct expr *whole(const struct expr *x)
{
	while (x->kind == E_MEMBER || (x->kind == E_INDEX && type_strip(x->a->type)->kind == TY_ARRAY))
		x = x->a;
	return x;
}

static bool needs_buffer(const struct expr *to, struct expr *value)
{
	struct mention m = { .var = whole(to)->var };
	const struct expr *from = whole(value);

	if (emit_is_object(to->type))	/* one that may not be there: a read that fails leaves zeros */
		return from->kind != E_VAR || from->var->storage == V_THREAD;
	/* a copy of itself does no harm, but a thread's variable is set before the value is written */
	if (type_is_string(to->type) && (value->kind != E_VAR || (m.var && m.var->storage == V_THREAD)))
		expr_walk(value, find_mention, &m);
	return m.found;
}

/* with the mark of a NULL behind the NUL, where the variable has one */
static void write_string(struct emit *e, const struct expr *to, const struct expr *value, const char *at)
{
	bool marks = (to->kind == E_VAR || to->kind == E_ELEM) && to->var->nulls, outer = e->marks_null;

	e->marks_null = marks;
	emit_into(e, value, at, type_strip(to->type)->size, true);
	e->marks_null = outer;		/* an assignment may stand inside of another's value */
}

static void copy_slot(struct emit *e, const struct expr *to, const char *at, const char *slot)
{
	size_t size = type_strip(to->type)->size;

	if (emit_is_object(to->type)) {
		out(e, " bpf_probe_read_kernel(%s, %zu, %s);", at, size, slot);
		return;
	}
	out(e, " rt_str_copy(%s, %zu, %s);", at, size, slot);
	if ((to->kind == E_VAR || to->kind == E_ELEM) && to->var->nulls)
		out(e, " (%s)[1] = (%s)[0] ? (%s)[1] : (%s)[1];", at, slot, at, slot);
}

/* bytes to a variable; through a buffer if they are made of what it holds: s = strjoin("a", s) */
static void set_bytes(struct emit *e, const struct expr *to, struct expr *value, const char *at)
{
	const char *slot;

	if (!needs_buffer(to, value)) {
		write_string(e, to, value, at);
		out(e, "\n");
		return;
	}
	slot = emit_slot(e, type_strip(to->type)->size);
	out(e, "{ ");
	write_string(e, to, value, slot);
	copy_slot(e, to, at, slot);
	out(e, " }\n");
}

static void set_memory(struct emit *e, const struct expr *to, struct expr *value, const char *at)
{
	bool minus;
	const struct expr *more = expr_added(to, value, &minus);
	const char *t = emit_ctype(to->type);

	if (more) {
		out(e, "__sync_fetch_and_add((%s *)(%s), (%s)(%s(", t, at, t, minus ? "-" : "");
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

	if (emit_by_value(to->type)) {
		out(e, "{ rt_s64 x%u = (rt_s64)", n);
		emit_expr(e, value);
		/* nothing to create for the sake of a zero */
		out(e, "; struct rt_self *s%u = rt_self(f, %s); if (s%u) *(%s *)(%s) = (%s)x%u; }\n", n,
		    null ? "0" : arena_printf(a, "x%u != 0", n), n, emit_ctype(v->type), at,
		    emit_ctype(v->type), n);
		return;
	}
	const char *slot = needs_buffer(to, value) ? emit_slot(e, type_strip(to->type)->size) : NULL;

	out(e, "{ ");
	if (slot)
		write_string(e, to, value, slot);
	out(e, "struct rt_self *s%u = rt_self(f, %d); if (s%u) { s%u->set[%u] = %d; ", n, !null, n, n, v->id,
	    !null);
	if (slot)
		copy_slot(e, to, at, slot);
	else if (!null)
		set_bytes(e, to, value, at);
	if (!null && v->nulls)
		out(e, "s%u->set[%u] = rt_null_or(%s) != 0;", n, v->id, at);
	out(e, " } }\n");
}

static void emit_lookup(struct emit *e, const struct var *v, const char *key, unsigned n)
{
	out(e, "char *p%u = bpf_map_lookup_elem(&v%u, %s); ", n, emit_map_id(v), key);
}

static void set_elem(struct emit *e, const struct expr *to, const struct expr *value, struct span at)
{
	unsigned n = ++e->label;
	struct arena *a = e->prog->arena;
	const struct var *v = to->var;
	bool scalar = emit_by_value(to->type);
	const char *t = emit_ctype(v->type);
	bool minus;
	const struct expr *more = scalar ? expr_added(to, value, &minus) : NULL;
	bool maybe_zero = v->del_zero && (value->kind != E_CONST || !value->num) && value->kind != E_STR;

	if (v->del_zero && value->kind == E_CONST && !value->num) {
		emit_del(e, to);
		return;
	}
	out(e, "{ ");

	const char *key = emit_key(e, v, to->args.v, to->args.n);

	if (scalar) {
		out(e, "%s x%u = (%s)(%s(", t, n, t, more && minus ? "-" : "");
		emit_expr(e, more ? more : value);
		out(e, ")); ");
	}
	if (scalar && maybe_zero && !more)
		out(e, "if (!x%u) bpf_map_delete_elem(&v%u, %s); else ", n, emit_map_id(v), key);
	out(e, "{ ");
	if (scalar)
		emit_lookup(e, v, key, n);
	if (scalar && more) {
		out(e, "if (p%u) { %s o%u = __sync_fetch_and_add((%s *)p%u, x%u); (void)o%u; ", n, t, n, t, n, n, n);
		if (maybe_zero)
			out(e, "if (!(%s)(o%u + x%u)) bpf_map_delete_elem(&v%u, %s); ", t, n, n, emit_map_id(v), key);
		out(e, "} else ");
	} else if (scalar) {
		out(e, "if (p%u) *(%s *)p%u = x%u; else ", n, t, n, n);
	}

	const char *val = emit_slot(e, v->value_size);

	out(e, "{ char *w%u = %s; ", n, val);
	emit_zero(e, arena_printf(a, "w%u", n), v->value_size);
	if (scalar)
		out(e, "*(%s *)w%u = x%u; ", t, n, n);
	else
		write_string(e, to, value, arena_printf(a, "w%u", n));
	if (!scalar && maybe_zero && v->nulls)
		out(e, "if (!rt_null_or(w%u)) bpf_map_delete_elem(&v%u, %s); else { ", n, emit_map_id(v), key);
	else
		out(e, "{ ");
	if (v->seq_offset && !scalar)	/* not before: the value's own assignments may have made the element */
		emit_lookup(e, v, key, n);
	if (v->seq_offset)
		out(e, " *(rt_u64 *)(w%u + %zu) = p%u ? *(rt_u64 *)(p%u + %zu) : __sync_fetch_and_add(&rt.seq, 1);",
		    n, v->seq_offset, n, n, v->seq_offset);
	if (v->birth_offset != v->seq_offset)
		out(e, " *(rt_u64 *)(w%u + %zu) = p%u ? *(rt_u64 *)(p%u + %zu) : *(rt_u64 *)(w%u + %zu);", n,
		    v->birth_offset, n, n, v->birth_offset, n, v->seq_offset);
	out(e, " rt_s64 m%u = ", n);
	emit_put_elem(e, v, key, arena_printf(a, "w%u", n), more ? "RT_NOEXIST" : "RT_ANY",
		      v->wrap ? emit_slot(e, v->key_size) : NULL);
	out(e, "; if (m%u) { ", n);
	if (more)	/* somebody else made it meanwhile: add to theirs */
		out(e, "p%u = bpf_map_lookup_elem(&v%u, %s); if (p%u) __sync_fetch_and_add((%s *)p%u, x%u); "
		    "else if (m%u != " EMIT_EXISTS ") ", n, emit_map_id(v), key, n, t, n, n, n);
	out(e, "{ ");
	emit_overflow(e, v, arena_printf(a, "m%u", n), at);
	out(e, " } } } } } }\n");
}

/* the bytes that a bit-field touches are read, changed and written, once the value is known: it may change them, too */
static void set_bitfield(struct emit *e, const struct expr *to, const struct expr *value, const char *base)
{
	const struct member *m = to->member;
	uint64_t bit = type_first_bit(type_strip(to->a->type), m);
	unsigned n = ++e->label, shift = bit % 8;
	unsigned bytes = (shift + m->bit_size + 7) / 8;
	uint64_t mask = m->bit_size >= 64 ? ~0ull : (1ull << m->bit_size) - 1;

	if (bytes > 8)
		bytes = 8;
	/* not v%u: the value may look up a map, and maps are called so */
	out(e, "{ char *b%u = %s + %" PRIu64 "; rt_u64 w%u = 0, x%u = (rt_u64)(", n, base, bit / 8, n, n);
	emit_expr(e, value);
	out(e, ") & %" PRIu64 "ULL; __builtin_memcpy(&w%u, b%u, %u); w%u = (w%u & ~(%" PRIu64 "ULL << %u)) | x%u << %u; "
	    "__builtin_memcpy(b%u, &w%u, %u); }\n", mask, n, n, (unsigned)bytes, n, n, mask, shift, n, shift, n, n,
	    (unsigned)bytes);
}

static void set_at(struct emit *e, const struct expr *to, struct expr *value, const char *at)
{
	if (emit_by_value(to->type))
		set_scalar(e, to, value, at);
	else
		set_bytes(e, to, value, at);
}

/* alloca()'s memory: the pointer is only a number by now, its place in the area is checked */
static void set_scratch(struct emit *e, const struct expr *to, struct expr *value, struct span at)
{
	bool bits = to->kind == E_MEMBER && to->member->bit_size;
	const struct expr *object = bits ? to->a : to;
	const char *area = emit_alloca_area(e);
	uint64_t size = type_strip(object->type)->size, room = e->world->options->scratchsize;
	unsigned n = ++e->label;
	const char *p = arena_printf(e->prog->arena, "p%u", n);

	bool plain = !bits && emit_by_value(to->type);

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
		if (emit_by_value(to->type) && !expr_added(to, value, &(bool){ 0 }))
			set_scalar(e, to, value, script);
		else
			set_memory(e, to, value, script);
		return;
	case V_THREAD:
		set_thread(e, to, value);
		return;
	case V_FIRING:
	case V_LOCAL:
		if (!emit_by_value(to->type)) {
			e->uses_scratch = true;
			set_bytes(e, to, value, arena_printf(a, "(f->scratch + %zu)", v->offset));
			return;
		}
		out(e, "%s = (%s)((", emit_number(e, v), emit_ctype(to->type));
		emit_expr(e, value);
		out(e, v->sums < EMIT_SUMS ? "));\n" : ") ^ *(volatile rt_u64 *)&rt.zero);\n");
		return;
	}
}

void emit_del(struct emit *e, const struct expr *to)
{
	const struct var *v = to->var;

	if (to->kind == E_ELEM) {
		if (expr_has_wildcard(to)) {
			emit_del_slice(e, to);
			return;
		}
		out(e, "{ ");

		const char *key = emit_key(e, v, to->args.v, to->args.n);

		out(e, "bpf_map_delete_elem(&v%u, %s); }\n", emit_map_id(v), key);
		return;
	}
	if (v->keys.n) {
		emit_del_all(e, v);
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
