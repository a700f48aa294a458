/*
 * emit_mem.c - objects in memory: addresses, members, loads
 *
 * Kernel structures are reached through CO-RE, script memory directly, everything else by address.
 * A load goes through a checked helper, but for pointers the verifier trusts.
 */
#include <inttypes.h>
#include "bpf/emit_int.h"

const char *emit_script_addr(struct emit *e, const struct expr *obj)
{
	switch (obj->kind) {
	case E_VAR:
		if (obj->var->storage == V_GLOBAL && emit_is_object(obj->type))
			return arena_printf(e->prog->arena, "(rt_glob + %zu)", obj->var->offset);
		if (obj->var->storage == V_FIRING && emit_is_object(obj->type)) {
			e->uses_scratch = true;
			return arena_printf(e->prog->arena, "(f->scratch + %zu)", obj->var->offset);
		}
		return NULL;
	case E_MEMBER: {
		const char *base = emit_script_addr(e, obj->a);
		uint64_t offset;

		if (!base || !type_member(type_strip(obj->a->type), obj->member->name, &offset))
			return NULL;
		return arena_printf(e->prog->arena, "(%s + %" PRIu64 ")", base, offset);
	}
	case E_INDEX: {
		const char *base = emit_is_object(obj->a->type) ? emit_script_addr(e, obj->a) : NULL;
		const struct type *array = type_strip(obj->a->type);
		unsigned n = ++e->label;

		if (!base)
			return NULL;

		char *index = emit_expr_text(e, obj->b);
		struct buf saved = e->out;

		e->out = (struct buf)BUF_INIT;
		/* the barrier: what was compared and what is added have to be one register */
		out(e, "({ rt_u64 i%u = %s; rt_barrier(i%u); if (i%u >= %" PRIu64 ") ", n, index, n, n, array->nelem);
		emit_fail(e, "11", arena_printf(e->prog->arena, "i%u", n), obj->span);
		out(e, " %s + i%u * %" PRIu64 "; })", base, n, type_strip(obj->type)->size);

		char *text = arena_strdup(e->prog->arena, buf_str(&e->out));

		buf_fini(&e->out);
		e->out = saved;
		return text;
	}
	case E_CONST: case E_STR: case E_ELEM: case E_IN: case E_VARREF: case E_CTX: case E_LOAD:
	case E_ADDR: case E_UNARY: case E_BINARY: case E_COND: case E_CAST: case E_AGGREAD:
	case E_CALL: case E_FCALL: case E_SEQ:
		return NULL;
	}
	return NULL;
}

static void emit_member_addr(struct emit *e, const struct expr *x)
{
	const struct type *sou = type_strip(x->a->type);
	const char *name = sou->from_kernel && x->member->name[0] ?
			   emit_type_use(e, x->a->type, x->member) : NULL;

	if (name) {
		unsigned n = ++e->label;

		/* the address apart: clang refuses one such access inside another */
		out(e, "({ rt_u64 m%u = ", n);
		emit_addr(e, x->a);
		out(e, "; (rt_u64)__builtin_preserve_access_index(&((%s *)m%u)->%s); })", name, n, x->member->name);
		return;
	}
	out(e, "(");
	emit_addr(e, x->a);
	out(e, " + %" PRIu64 ")", type_offset(sou, x->member));
}

/* one character of a string value: 0 behind its bound */
static void emit_char_of(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;

	out(e, "({ const char *s%u = ", n);
	emit_expr(e, x->a);
	out(e, "; rt_u64 i%u = ", n);
	emit_expr(e, x->b);
	out(e, "; rt_barrier(i%u); (%s)(s%u && i%u < %zu ? s%u[i%u] : 0); })", n, emit_wide(x->type), n, n,
	    emit_string_size(x->a), n, n);
}

static void emit_index_addr(struct emit *e, const struct expr *x)
{
	const struct type *base = type_strip(x->a->type);
	uint64_t size = type_strip(x->type)->size;
	unsigned n = ++e->label;

	out(e, "({ rt_u64 i%u = ", n);
	emit_expr(e, x->b);
	out(e, "; ");
	/* arrays of 0 or 1 elements are the trailing-array idiom: not checked (D, "Arrays") */
	if (base->kind == TY_ARRAY && base->nelem > 1) {
		out(e, "if (i%u >= %" PRIu64 ") ", n, base->nelem);
		emit_fail(e, "11", arena_printf(e->prog->arena, "i%u", n), x->span);
	}
	out(e, " (rt_u64)(");
	if (base->kind == TY_ARRAY)
		emit_addr(e, x->a);
	else
		emit_expr(e, x->a);
	out(e, ") + i%u * %" PRIu64 "; })", n, size ? size : 1);
}

void emit_addr(struct emit *e, const struct expr *obj)
{
	const char *script = emit_script_addr(e, obj);

	if (script) {
		out(e, "(rt_u64)%s", script);
		return;
	}
	switch (obj->kind) {
	case E_LOAD:
		out(e, "(rt_u64)");
		emit_expr(e, obj->a);
		return;
	case E_MEMBER:
		emit_member_addr(e, obj);
		return;
	case E_INDEX:
		emit_index_addr(e, obj);
		return;
	case E_CTX:		/* an array or struct argument: its slot holds the address */
		if (obj->arg >= PROBE_SLOTS)
			emit_place(e, obj);
		else
			out(e, "(rt_u64)f->arg[%u]", obj->arg);
		return;
	case E_CAST:
		emit_addr(e, obj->a);
		return;
	case E_CONST: case E_STR: case E_VAR: case E_ELEM: case E_IN: case E_VARREF: case E_ADDR:
	case E_UNARY: case E_BINARY: case E_COND: case E_AGGREAD: case E_CALL: case E_FCALL:
	case E_SEQ:
		out(e, "(rt_u64)");
		emit_expr(e, obj);
		return;
	}
}

enum space emit_space(const struct expr *obj)
{
	while (obj->kind == E_MEMBER || (obj->kind == E_INDEX && emit_is_object(obj->a->type)) ||
	       (obj->kind == E_CAST && emit_is_object(obj->type)))
		obj = obj->a;
	return obj->space;
}

/*
 * A kernel pointer that BPF may follow by itself: curthread->pid without a helper call. A pointer
 * read that way would be one the verifier has rules for: some may be NULL, and no address may be
 * made of those before a test (skb->sk, from 6.4 on). Read through the helper it is a number.
 */
static bool is_direct(const struct expr *obj)
{
	if (type_is_ptr(obj->type))
		return false;
	while (obj->kind == E_MEMBER && !obj->member->bit_size)
		obj = obj->a;
	return obj->kind == E_LOAD && obj->a->trusted && obj->space == SPACE_KERNEL;
}

static void emit_bitfield(struct emit *e, const struct expr *x)
{
	const struct type *sou = type_strip(x->a->type);
	const char *name = sou->from_kernel ? emit_type_use(e, x->a->type, x->member) : NULL;
	unsigned n = ++e->label;
	bool is_signed = type_is_signed(x->type);
	const char *reader = emit_space(x) == SPACE_USER ? "user" : "kernel";

	out(e, "({ rt_u64 ld%u = 0, a%u = ", n, n);
	emit_addr(e, x->a);
	out(e, "; ");
	if (name) {
		const char *m = x->member->name;

		out(e, "%s *p%u = (void *)a%u; if (bpf_probe_read_kernel(&ld%u, "
		    "__builtin_preserve_field_info(p%u->%s, 1), (char *)p%u + "
		    "__builtin_preserve_field_info(p%u->%s, 0))) ", name, n, n, n, n, m, n, n, m);
		emit_unreadable(e, arena_printf(e->prog->arena, "a%u", n), x->span);
		out(e, " ld%u <<= __builtin_preserve_field_info(p%u->%s, 4); (%s)((%s)ld%u >> "
		    "__builtin_preserve_field_info(p%u->%s, 5)); })", n, n, m, emit_wide(x->type),
		    is_signed ? "rt_s64" : "rt_u64", n, n, m);
		return;
	}

	/* the eight bytes may pass the object's end: read only those the field touches */
	uint64_t bit = type_first_bit(sou, x->member), first = bit / 8;
	uint64_t bytes = (bit % 8 + x->member->bit_size + 7) / 8;
	unsigned shift = bit % 8, left = 64 - x->member->bit_size;

	if (bytes > 8)
		out(e, "rt_u8 h%u = 0; ", n);
	out(e, "a%u += %" PRIu64 "; if (bpf_probe_read_%s(&ld%u, %" PRIu64 ", (void *)a%u)", n, first,
	    reader, n, bytes > 8 ? 8 : bytes, n);
	if (bytes > 8)
		out(e, " || bpf_probe_read_%s(&h%u, 1, (void *)a%u + 8)", reader, n, n);
	out(e, ") ");
	emit_unreadable(e, arena_printf(e->prog->arena, "a%u", n), x->span);
	out(e, " ld%u >>= %u;", n, shift);
	if (bytes > 8)
		out(e, " ld%u |= (rt_u64)h%u << %u;", n, n, 64 - shift);
	out(e, " (%s)((%s)(ld%u << %u) >> %u); })", emit_wide(x->type), is_signed ? "rt_s64" : "rt_u64", n, left, left);
}

/* is it an address that alloca() gave, or one reckoned from it? One found in such memory may be any. */
static bool is_reckoned(const struct expr *addr)
{
	switch (addr->kind) {
	case E_VAR: case E_ELEM: case E_CALL:
		return true;
	case E_CAST: case E_SEQ:
		return is_reckoned(addr->a);
	case E_BINARY:
		return type_is_ptr(addr->a->type) ? is_reckoned(addr->a) : is_reckoned(addr->b);
	case E_COND:
		return is_reckoned(addr->b) && is_reckoned(addr->c);
	case E_CONST: case E_STR: case E_IN: case E_VARREF: case E_CTX: case E_LOAD: case E_MEMBER: case E_INDEX:
	case E_ADDR: case E_UNARY: case E_AGGREAD: case E_FCALL:
		return false;
	}
	return false;
}

/* does a read of x have to stay inside of what alloca() gave? */
static bool is_bounded(const struct expr *x)
{
	if (emit_space(x) != SPACE_SCRATCH)
		return false;
	while (x->kind == E_MEMBER || (x->kind == E_INDEX && emit_is_object(x->a->type)))
		x = x->a;
	return x->kind == E_LOAD && is_reckoned(x->a);
}

/* its value is where it lies, if that is known; an element's parts are read through a number */
static void load_string(struct emit *e, const struct expr *x, const char *script)
{
	uint64_t size = type_strip(x->type)->size;
	unsigned n = ++e->label;

	if (script) {
		out(e, "((const char *)(%s))", script);
		return;
	}
	const char *dst = emit_slot(e, size);

	out(e, "({ char *d%u = %s; rt_u64 a%u = ", n, dst, n);
	emit_addr(e, x);
	out(e, "; if (bpf_probe_read_kernel_str(d%u, %" PRIu64 ", (void *)a%u) < 0) ", n, size, n);
	emit_fail(e, "1", arena_printf(e->prog->arena, "a%u", n), x->span);
	out(e, " (const char *)d%u; })", n);
}

/* a scalar out of memory: E_LOAD, E_MEMBER, E_INDEX */
void emit_load(struct emit *e, const struct expr *x)
{
	const char *script = emit_script_addr(e, x);
	const char *t = emit_ctype(x->type);

	if (x->kind == E_MEMBER && x->member->bit_size) {
		emit_bitfield(e, x);
		return;
	}
	if (x->kind == E_INDEX && type_is_string(x->a->type)) {
		emit_char_of(e, x);
		return;
	}
	if (type_is_string(x->type)) {
		load_string(e, x, script);
		return;
	}
	if (script) {
		out(e, "(%s)*(%s *)%s", emit_wide(x->type), t, script);
		return;
	}
	if (is_direct(x)) {
		out(e, "(%s)*(%s *)(", emit_wide(x->type), t);
		emit_addr(e, x);
		out(e, ")");
		return;
	}

	unsigned n = ++e->label;

	out(e, "({ %s ld%u = 0; rt_u64 a%u = ", t, n, n);
	emit_addr(e, x);
	out(e, "; if (");
	if (is_bounded(x))
		out(e, "!rt_is_dealt(f, a%u, sizeof(ld%u)) || ", n, n);
	out(e, "bpf_probe_read_%s(&ld%u, sizeof(ld%u), (void *)a%u)) ", emit_space(x) == SPACE_USER ? "user" : "kernel",
	    n, n, n);
	emit_unreadable(e, arena_printf(e->prog->arena, "a%u", n), x->span);
	out(e, " (%s)ld%u; })", emit_wide(x->type), n);
}
