/*
 * emit_expr.c - expressions of prog as GNU C expressions
 *
 * Everything is one C expression: statement expressions keep &&, || and ?: lazy without any
 * control flow of our own, and a fault leaves them by goto. Scalars are rt_s64 or rt_u64 as the
 * node's type says; strings are const char * to memory that BPF may read (scratch, a map's value,
 * a literal), or NULL.
 */
#include <ctype.h>
#include <inttypes.h>
#include "bpf/emit_int.h"

const char *emit_ctype(const struct type *t)
{
	static const char *const names[2][9] = {
		{ [1] = "rt_u8", [2] = "rt_u16", [4] = "rt_u32", [8] = "rt_u64" },
		{ [1] = "rt_s8", [2] = "rt_s16", [4] = "rt_s32", [8] = "rt_s64" },
	};

	t = type_strip(t);

	const char *name = t->size <= 8 ? names[type_is_signed(t)][t->size] : NULL;

	return name ? name : "rt_u64";
}

static const char *wide(const struct type *t)
{
	return type_is_signed(t) ? "rt_s64" : "rt_u64";
}

static struct arena *arena_of(struct emit *e)
{
	return e->prog->arena;
}

char *emit_expr_text(struct emit *e, const struct expr *x)
{
	struct buf saved = e->out;

	e->out = (struct buf)BUF_INIT;
	emit_expr(e, x);

	char *text = arena_strdup(arena_of(e), buf_str(&e->out));

	buf_fini(&e->out);
	e->out = saved;
	return text;
}

/* ---- objects in memory ---- */
static void emit_addr(struct emit *e, const struct expr *obj);

static bool is_object(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_STRUCT || t->kind == TY_UNION || t->kind == TY_ARRAY;
}

const char *emit_script_addr(struct emit *e, const struct expr *obj)
{
	switch (obj->kind) {
	case E_VAR:
		if (obj->var->storage == V_GLOBAL && is_object(obj->type))
			return arena_printf(arena_of(e), "(rt_glob + %zu)", obj->var->offset);
		return NULL;
	case E_MEMBER: {
		const char *base = emit_script_addr(e, obj->a);
		uint64_t offset;

		if (!base || !type_member(type_strip(obj->a->type), obj->member->name, &offset))
			return NULL;
		return arena_printf(arena_of(e), "(%s + %" PRIu64 ")", base, offset);
	}
	case E_INDEX: {
		const char *base = is_object(obj->a->type) ? emit_script_addr(e, obj->a) : NULL;
		const struct type *array = type_strip(obj->a->type);
		unsigned n = ++e->label;

		if (!base)
			return NULL;

		char *index = emit_expr_text(e, obj->b);
		struct buf saved = e->out;

		e->out = (struct buf)BUF_INIT;
		out(e, "({ rt_u64 i%u = %s; if (i%u >= %" PRIu64 ") ", n, index, n, array->nelem);
		emit_fail(e, "11", arena_printf(arena_of(e), "i%u", n), obj->span);
		out(e, " %s + i%u * %" PRIu64 "; })", base, n, type_strip(obj->type)->size);

		char *text = arena_strdup(arena_of(e), buf_str(&e->out));

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

/* offset of a member that CO-RE does not move */
static uint64_t member_offset(const struct expr *x)
{
	uint64_t offset = 0;

	type_member(type_strip(x->a->type), x->member->name, &offset);
	return offset;
}

static void emit_member_addr(struct emit *e, const struct expr *x)
{
	const struct type *sou = type_strip(x->a->type);
	const char *name = sou->from_kernel && x->member->name[0] ?
			   emit_type_use(e, x->a->type, x->member) : NULL;

	if (name) {
		out(e, "(rt_u64)__builtin_preserve_access_index(&((%s *)(", name);
		emit_addr(e, x->a);
		out(e, "))->%s)", x->member->name);
		return;
	}
	out(e, "(");
	emit_addr(e, x->a);
	out(e, " + %" PRIu64 ")", member_offset(x));
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
		emit_fail(e, "11", arena_printf(arena_of(e), "i%u", n), x->span);
	}
	out(e, " (rt_u64)(");
	if (base->kind == TY_ARRAY)
		emit_addr(e, x->a);
	else
		emit_expr(e, x->a);
	out(e, ") + i%u * %" PRIu64 "; })", n, size ? size : 1);
}

static void emit_addr(struct emit *e, const struct expr *obj)
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

static enum space space_of(const struct expr *obj)
{
	while (obj->kind == E_MEMBER || (obj->kind == E_INDEX && is_object(obj->a->type)) ||
	       (obj->kind == E_CAST && is_object(obj->type)))
		obj = obj->a;
	return obj->space;
}

/* a kernel pointer that BPF may follow by itself: curthread->pid without a helper call */
static bool is_direct(const struct expr *obj)
{
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
	const char *reader = space_of(x) == SPACE_USER ? "user" : "kernel";

	out(e, "({ rt_u64 v%u = 0, a%u = ", n, n);
	emit_addr(e, x->a);
	out(e, "; ");
	if (name) {
		const char *m = x->member->name;

		out(e, "%s *p%u = (void *)a%u; if (bpf_probe_read_kernel(&v%u, "
		    "__builtin_preserve_field_info(p%u->%s, 1), (char *)p%u + "
		    "__builtin_preserve_field_info(p%u->%s, 0))) ", name, n, n, n, n, m, n, n, m);
		emit_fail(e, "1", arena_printf(arena_of(e), "a%u", n), x->span);
		out(e, " v%u <<= __builtin_preserve_field_info(p%u->%s, 4); (%s)((%s)v%u >> "
		    "__builtin_preserve_field_info(p%u->%s, 5)); })", n, n, m, wide(x->type),
		    is_signed ? "rt_s64" : "rt_u64", n, n, m);
		return;
	}

	/* the eight bytes may pass the object's end: read only those the field touches */
	uint64_t first = x->member->bit_offset / 8;
	uint64_t bytes = (x->member->bit_offset % 8 + x->member->bit_size + 7) / 8;
	unsigned left = 64 - x->member->bit_offset % 8 - x->member->bit_size;

	out(e, "a%u += %" PRIu64 "; if (bpf_probe_read_%s(&v%u, %" PRIu64 ", (void *)a%u)) ", n, first,
	    reader, n, bytes > 8 ? 8 : bytes, n);
	emit_fail(e, "1", arena_printf(arena_of(e), "a%u", n), x->span);
	out(e, " (%s)((%s)(v%u << %u) >> %u); })", wide(x->type), is_signed ? "rt_s64" : "rt_u64", n,
	    left, 64 - x->member->bit_size);
}

/* a scalar out of memory: E_LOAD, E_MEMBER, E_INDEX */
static void emit_load(struct emit *e, const struct expr *x)
{
	const char *script = emit_script_addr(e, x);
	const char *t = emit_ctype(x->type);

	if (x->kind == E_MEMBER && x->member->bit_size) {
		emit_bitfield(e, x);
		return;
	}
	if (script) {
		out(e, "(%s)*(%s *)%s", wide(x->type), t, script);
		return;
	}
	if (is_direct(x)) {
		out(e, "(%s)*(%s *)(", wide(x->type), t);
		emit_addr(e, x);
		out(e, ")");
		return;
	}

	unsigned n = ++e->label;

	out(e, "({ %s v%u = 0; rt_u64 a%u = ", t, n, n);
	emit_addr(e, x);
	out(e, "; if (bpf_probe_read_%s(&v%u, sizeof(v%u), (void *)a%u)) ",
	    space_of(x) == SPACE_USER ? "user" : "kernel", n, n, n);
	emit_fail(e, "1", arena_printf(arena_of(e), "a%u", n), x->span);
	out(e, " (%s)v%u; })", wide(x->type), n);
}

/* ---- strings ---- */
static size_t string_size(const struct expr *x)
{
	const struct type *t = type_strip(x->type);

	if (x->kind == E_STR)
		return x->str_len + 1;
	return t->size ? t->size : 1;
}

/* read a string from an address or a char array into dst */
static void emit_read_string(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	const struct expr *from = x->a;
	bool array = is_object(from->type);
	enum space space = array ? space_of(from) : x->space;
	unsigned n = ++e->label;

	if (array && type_strip(from->type)->nelem && type_strip(from->type)->nelem + 1 < size)
		size = type_strip(from->type)->nelem + 1;
	out(e, "rt_u64 a%u = ", n);
	if (array)
		emit_addr(e, from);
	else
		emit_expr(e, from);
	out(e, "; ");
	if (space == SPACE_USER) {
		out(e, "if (bpf_probe_read_user_str(%s, %zu, (void *)a%u) < 0) ", dst, size, n);
		emit_fail(e, "1", arena_printf(arena_of(e), "a%u", n), x->span);
		return;
	}
	if (!array && e->loud_nulls) {
		out(e, "if (!a%u) ", n);
		emit_fail(e, "1", "0", x->span);
	}
	/* a bad kernel address reads as the empty string (D, "Strings") */
	out(e, " if (bpf_probe_read_kernel_str(%s, %zu, (void *)a%u) < 0) *(char *)(%s) = 0; ", dst, size,
	    n, dst);
}

static void emit_concat(struct emit *e, const struct expr *x)
{
	size_t size = string_size(x);
	/* twice the room: the verifier does not see that offset and rest add up to size */
	const char *dst = emit_slot(e, 2 * size);
	unsigned n = ++e->label;

	out(e, "({ char *d%u = %s; const char *x%u = ", n, dst, n);
	emit_expr(e, x->a);
	out(e, "; const char *y%u = ", n);
	emit_expr(e, x->b);
	out(e, "; rt_s64 n%u = bpf_probe_read_kernel_str(d%u, %zu, x%u); "
	    "if (n%u < 1 || n%u > %zu) { n%u = 1; d%u[0] = 0; } "
	    "if (bpf_probe_read_kernel_str(d%u + n%u - 1, %zu - n%u + 1, y%u) < 0) d%u[n%u - 1] = 0; "
	    "(const char *)d%u; })", n, n, size, n, n, n, size, n, n, n, n, size, n, n, n, n, n);
}

static void emit_string_copy(struct emit *e, const struct expr *x)
{
	size_t size = string_size(x);
	const char *dst = emit_slot(e, size);

	out(e, "({ ");
	emit_into(e, x, dst, size, false);
	out(e, " (const char *)%s; })", dst);
}

/* ---- calls of builtins ---- */
struct call {
	const struct expr *x;
	const struct builtin *b;
	unsigned n;		/* names of its temporaries: a<n>_<i> */
	const char *dst;
	size_t	size;
};

static bool takes_dst(const struct builtin *b)
{
	return b->bpf && strstr(b->bpf, "$dst");
}

/* one placeholder at *p (after the $); moves *p behind it */
static void expand_one(struct emit *e, const struct call *c, const char **p)
{
	const char *s = *p;

	if (!strncmp(s, "dst", 3)) {
		out(e, "%s", c->dst);
		*p = s + 3;
	} else if (!strncmp(s, "size", 4)) {
		out(e, "%zu", c->size);
		*p = s + 4;
	} else if (*s == '#') {
		out(e, "%zu", c->x->args.n);
		*p = s + 1;
	} else if (*s == 'n' && isdigit((unsigned char)s[1])) {
		size_t i = strtoul(s + 1, (char **)p, 10);
		bool given = i >= 1 && i <= c->x->args.n;

		out(e, "%zu", given ? string_size(c->x->args.v[i - 1]) : 0);
	} else if (isdigit((unsigned char)*s)) {
		size_t i = strtoul(s, (char **)p, 10);

		if (i >= 1 && i <= c->x->args.n)
			out(e, "a%u_%zu", c->n, i);
		else
			out(e, "0");
	} else if (*s == 'f') {
		out(e, "f");
		*p = s + 1;
	} else {
		out(e, "$");
	}
}

static void expand(struct emit *e, const struct call *c, const char *tmpl)
{
	for (const char *p = tmpl; *p;) {
		if (*p == '$') {
			p++;
			expand_one(e, c, &p);
		} else {
			buf_putc(&e->out, *p++);
		}
	}
}

/* arguments into temporaries, so that a template may name one twice */
static void emit_call_args(struct emit *e, const struct call *c)
{
	for (size_t i = 0; i < c->x->args.n; i++) {
		const struct expr *arg = c->x->args.v[i];

		if (arg->kind == E_VARREF)
			continue;
		if (!type_is_string(arg->type)) {
			out(e, "%s a%u_%zu = ", wide(arg->type), c->n, i + 1);
			if (is_object(arg->type))
				emit_addr(e, arg);
			else
				emit_expr(e, arg);
			out(e, "; (void)a%u_%zu; ", c->n, i + 1);
			continue;
		}
		out(e, "const char *a%u_%zu = ", c->n, i + 1);
		emit_expr(e, arg);
		out(e, "; ");
		if (arg->kind == E_STR || (c->b->flags & B_NULL_OK))
			continue;
		out(e, "if (!a%u_%zu) ", c->n, i + 1);
		if (e->loud_nulls)
			emit_fail(e, "1", "0", arg->span);
		else
			out(e, "a%u_%zu = \"\";", c->n, i + 1);
		out(e, " ");
	}
}

static void emit_call_check(struct emit *e, const struct call *c)
{
	if (!(c->b->flags & B_FAULTS))
		return;
	out(e, "if (f->fault.code) { f->fault.site = %u; goto %s; } ", emit_site(e, c->x->span),
	    e->fault_label);
}

static struct call call_begin(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	struct call c = { .x = x, .b = x->builtin, .n = ++e->label, .dst = dst, .size = size };

	if (!c.b->bpf)
		emit_error(e, x->span, "%s() cannot be used in a probe that fires in the kernel",
			   c.b->name);
	emit_call_args(e, &c);
	return c;
}

/* statements that leave a string, stack or bytes result in dst */
static void emit_call_into(struct emit *e, const struct expr *x, const char *dst, size_t size)
{
	struct call c = call_begin(e, x, dst, size);

	expand(e, &c, c.b->bpf ? c.b->bpf : "0");
	out(e, "; ");
	emit_call_check(e, &c);
}

void emit_call_stmt(struct emit *e, const struct expr *x)
{
	const char *dst = takes_dst(x->builtin) ?
			  emit_slot(e, type_strip(x->type)->size ? type_strip(x->type)->size : 8) : "0";

	out(e, "({ ");
	emit_call_into(e, x, dst, type_strip(x->type)->size);
	out(e, "})");
}

static void emit_call(struct emit *e, const struct expr *x)
{
	const struct type *t = type_strip(x->type);

	if (takes_dst(x->builtin)) {
		const char *dst = emit_slot(e, t->size ? t->size : 8);

		out(e, "({ ");
		emit_call_into(e, x, dst, t->size);
		out(e, "(%s)%s; })", t->kind == TY_STRING ? "const char *" : "rt_u64", dst);
		return;
	}

	unsigned once = x->builtin->flags & B_PER_FIRING ? ++e->label : 0;

	if (once) {
		/* one value for all of a clause: D latches timestamp at its first use */
		char *key = arena_printf(arena_of(e), " once_%s,", x->builtin->name[0] == '$' ?
					 x->builtin->name + 1 : x->builtin->name);

		if (!e->decl.s || !strstr(e->decl.s, key))
			buf_printf(&e->decl, "\trt_u64%.*s = 0, once_%s_;\n", (int)strlen(key) - 1, key,
				   x->builtin->name);
	}

	bool is_string = t->kind == TY_STRING;
	const char *name = x->builtin->name;

	if (once)
		out(e, "(once_%s ? (%s)once_%s : (%s)(once_%s = (rt_u64)", name, wide(x->type), name,
		    wide(x->type), name);
	out(e, "({ ");

	struct call c = call_begin(e, x, "0", 0);

	if (is_string)
		out(e, "const char *r%u = ", c.n);
	else
		out(e, "%s r%u = (%s)(", wide(x->type), c.n, emit_ctype(x->type));
	expand(e, &c, c.b->bpf ? c.b->bpf : "0");
	out(e, is_string ? "; " : "); ");
	emit_call_check(e, &c);
	out(e, "r%u; })", c.n);
	if (once)
		out(e, "))");
}

static void emit_fcall(struct emit *e, const struct expr *x)
{
	unsigned n = ++e->label;
	const struct func *fn = x->func;
	bool is_string = type_is_string(fn->result), is_void = fn->result->kind == TY_VOID;

	out(e, "({ ");
	for (size_t i = 0; i < x->args.n; i++) {
		out(e, "%s a%u_%zu = ", type_is_string(x->args.v[i]->type) ? "const char *" : "rt_s64", n, i);
		emit_expr(e, x->args.v[i]);
		out(e, "; ");
	}
	if (!is_void)
		out(e, "%s r%u = ", is_string ? "const char *" : "rt_s64", n);
	out(e, "fn_%u(f, t", fn->id);
	for (size_t i = 0; i < x->args.n; i++)
		out(e, ", a%u_%zu", n, i);
	out(e, "); if (f->fault.code) goto %s; ", e->fault_label);
	if (is_string) {
		/* the function's buffer is written again by its next call */
		const char *dst = emit_slot(e, string_size(x));

		out(e, "rt_str_copy(%s, %zu, r%u); r%u = %s; ", dst, string_size(x), n, n, dst);
	}
	if (is_void)
		out(e, "(void)0; })");
	else
		out(e, "r%u; })", n);
}

/* ---- operators ---- */
static bool compares(enum op op)
{
	return op == OP_LT || op == OP_LE || op == OP_GT || op == OP_GE || op == OP_EQ || op == OP_NE;
}

static void emit_string_compare(struct emit *e, const struct expr *x)
{
	const struct expr *a = x->a, *b = x->b;
	bool a_str = type_is_string(a->type), b_str = type_is_string(b->type);
	unsigned n = ++e->label;

	if (!a_str || !b_str) {		/* with NULL: addresses */
		out(e, "(rt_s64)((rt_u64)(");
		emit_expr(e, a);
		out(e, ") %s (rt_u64)(", op_text(x->op));
		emit_expr(e, b);
		out(e, "))");
		return;
	}
	out(e, "({ const char *x%u = ", n);
	emit_expr(e, a);
	out(e, "; const char *y%u = ", n);
	emit_expr(e, b);
	out(e, "; ");
	if (a->kind != E_STR)
		out(e, "if (!x%u) x%u = \"\"; ", n, n);
	if (b->kind != E_STR)
		out(e, "if (!y%u) y%u = \"\"; ", n, n);

	/* NULL became a literal of one byte: the shorter bound has to hold for it too */
	size_t bound = string_size(a) < string_size(b) ? string_size(a) : string_size(b);

	if (b->kind == E_STR && (x->op == OP_EQ || x->op == OP_NE) && bound <= 64) {
		/* byte by byte against constants: clang makes words of it, no helper call */
		out(e, "rt_s64 c%u = 0; for (rt_u32 i = 0; i < %zu; i++) { char k = y%u[i]; "
		    "if (x%u[i] != k) { c%u = 1; break; } if (!k) break; } ", n, bound, n, n, n);
		out(e, "(rt_s64)(c%u %s 0); })", n, op_text(x->op));
		return;
	}
	out(e, "(rt_s64)(rt_str_cmp(x%u, y%u, %zu) %s 0); })", n, n, bound, op_text(x->op));
}

static void emit_div(struct emit *e, const struct expr *x, bool is_unsigned)
{
	unsigned n = ++e->label;
	const char *w = is_unsigned ? "rt_u64" : "rt_s64";

	out(e, "({ %s x%u = ", w, n);
	emit_expr(e, x->a);
	out(e, "; %s y%u = ", w, n);
	emit_expr(e, x->b);
	out(e, "; ");
	if (x->b->kind != E_CONST || !x->b->num) {
		out(e, "if (!y%u) ", n);
		emit_fail(e, "4", "0", x->span);
	}
	if (is_unsigned)
		out(e, " (%s)(x%u %s y%u); })", wide(x->type), n, x->op == OP_DIV ? "/" : "%", n);
	else
		out(e, " (%s)%s(x%u, y%u); })", wide(x->type), x->op == OP_DIV ? "rt_div" : "rt_mod", n, n);
}

static void emit_binary(struct emit *e, const struct expr *x)
{
	bool is_unsigned = !type_is_signed(x->a->type) || !type_is_signed(x->b->type);

	if (x->op == OP_CONCAT) {
		emit_concat(e, x);
		return;
	}
	if (compares(x->op) && (type_is_string(x->a->type) || type_is_string(x->b->type))) {
		emit_string_compare(e, x);
		return;
	}
	if (x->op == OP_DIV || x->op == OP_MOD) {
		emit_div(e, x, is_unsigned);
		return;
	}
	if (x->op == OP_SHL || x->op == OP_SHR)
		is_unsigned = !type_is_signed(x->a->type);

	const char *w = is_unsigned ? "rt_u64" : "rt_s64";

	out(e, "((%s)(", wide(x->type));
	if (x->op == OP_XORXOR) {
		out(e, "!!");
		emit_expr(e, x->a);
		out(e, " != !!");
		emit_expr(e, x->b);
	} else if (x->op == OP_SHL || x->op == OP_SHR) {
		out(e, "(%s)(", w);
		emit_expr(e, x->a);
		out(e, ") %s ((", op_text(x->op));
		emit_expr(e, x->b);
		out(e, ") & 63)");
	} else {
		out(e, "(%s)(", w);
		emit_expr(e, x->a);
		out(e, ") %s (%s)(", op_text(x->op), w);
		emit_expr(e, x->b);
		out(e, ")");
	}
	out(e, "))");
}

static void emit_cast(struct emit *e, const struct expr *x)
{
	const struct type *t = type_strip(x->type);

	if (t->kind == TY_STRING) {
		if (type_is_string(x->a->type))
			emit_expr(e, x->a);
		else
			emit_string_copy(e, x);
		return;
	}
	if (t->kind == TY_VOID || type_is_string(x->a->type) || is_object(x->a->type)) {
		out(e, "((rt_u64)");
		if (is_object(x->a->type))
			emit_addr(e, x->a);
		else
			emit_expr(e, x->a);
		out(e, ")");
		return;
	}
	if (t->kind == TY_INT && t->is_bool)
		out(e, "((%s)!!(", wide(x->type));
	else
		out(e, "((%s)(%s)(", wide(x->type), emit_ctype(x->type));
	emit_expr(e, x->a);
	out(e, "))");
}

static void emit_const(struct emit *e, const struct expr *x)
{
	if (!type_is_signed(x->type))
		out(e, "%" PRIu64 "ULL", (uint64_t)x->num);
	else if (x->num == INT64_MIN)
		out(e, "(-9223372036854775807LL - 1)");
	else
		out(e, "%s%" PRId64 "LL%s", x->num < 0 ? "(" : "", x->num, x->num < 0 ? ")" : "");
}

void emit_expr(struct emit *e, const struct expr *x)
{
	switch (x->kind) {
	case E_CONST:
		emit_const(e, x);
		return;
	case E_STR:
		buf_quote(&e->out, x->str, x->str_len);
		return;
	case E_VAR:
	case E_ELEM:
	case E_IN:
		emit_var_read(e, x);
		return;
	case E_CTX:
		if (is_object(x->type))
			out(e, "(rt_u64)f->arg[%u]", x->arg);
		else if (x->trusted || type_strip(x->type)->size == 8)
			out(e, "(%s)f->arg[%u]", wide(x->type), x->arg);
		else
			out(e, "((%s)(%s)f->arg[%u])", wide(x->type), emit_ctype(x->type), x->arg);
		return;
	case E_LOAD:
	case E_MEMBER:
	case E_INDEX:
		if (is_object(x->type))
			emit_addr(e, x);
		else
			emit_load(e, x);
		return;
	case E_ADDR:
		emit_addr(e, x->a);
		return;
	case E_UNARY:
		out(e, "((%s)%s(", wide(x->type), op_text(x->op));
		emit_expr(e, x->a);
		out(e, "))");
		return;
	case E_BINARY:
		emit_binary(e, x);
		return;
	case E_COND:
		if (type_is_string(x->type)) {
			emit_string_copy(e, x);
			return;
		}
		out(e, "(");
		emit_expr(e, x->a);
		out(e, " ? (%s)(", wide(x->type));
		emit_expr(e, x->b);
		out(e, ") : (%s)(", wide(x->type));
		emit_expr(e, x->c);
		out(e, "))");
		return;
	case E_CAST:
		emit_cast(e, x);
		return;
	case E_CALL:
		emit_call(e, x);
		return;
	case E_FCALL:
		emit_fcall(e, x);
		return;
	case E_SEQ:
		out(e, "({\n");
		emit_block(e, x->body);
		if (x->a) {
			out(e, "\t");
			emit_expr(e, x->a);
			out(e, "; ");
		}
		out(e, "})");
		return;
	case E_AGGREAD:
	case E_VARREF:
		emit_error(e, x->span, "the value of an aggregation is known in user space only");
		out(e, "0");
		return;
	}
}

/* ---- writing a value somewhere: records, keys, variables ---- */
static void emit_string_into(struct emit *e, const struct expr *x, const char *dst, size_t size, bool null_ok)
{
	if (x->kind == E_STR) {
		size_t n = x->str_len + 1 < size ? x->str_len + 1 : size;

		out(e, "__builtin_memcpy(%s, ", dst);
		buf_quote(&e->out, x->str, n - 1);
		out(e, ", %zu);", n);
		return;
	}
	if (x->kind == E_CALL && takes_dst(x->builtin)) {
		out(e, "{ ");
		emit_call_into(e, x, dst, size);
		out(e, "}");
		return;
	}
	if (x->kind == E_CAST && !type_is_string(x->a->type)) {
		out(e, "{ ");
		emit_read_string(e, x, dst, size);
		out(e, "}");
		return;
	}
	if (x->kind == E_COND) {
		out(e, "if (");
		emit_expr(e, x->a);
		out(e, ") { ");
		emit_into(e, x->b, dst, size, null_ok);
		out(e, " } else { ");
		emit_into(e, x->c, dst, size, null_ok);
		out(e, " }");
		return;
	}
	if (x->kind == E_CALL && (x->builtin->flags & B_PROBE_STR)) {
		/* names are padded with NULs to their width: words copied, no helper */
		size_t n = string_size(x) < size ? string_size(x) : size;

		out(e, "__builtin_memcpy(%s, ", dst);
		emit_expr(e, x);
		out(e, ", %zu);", n);
		return;
	}

	unsigned n = ++e->label;

	out(e, "{ const char *s%u = ", n);
	if (!type_is_string(x->type)) {		/* a NULL */
		emit_expr(e, x);
		out(e, " ? 0 : 0");
	} else {
		emit_expr(e, x);
	}
	out(e, "; ");
	if (!null_ok && e->loud_nulls) {
		out(e, "if (!s%u) ", n);
		emit_fail(e, "1", "0", x->span);
	}
	out(e, " rt_str_copy(%s, %zu, s%u); }", dst, size, n);
}

void emit_into(struct emit *e, const struct expr *x, const char *dst, size_t size, bool null_ok)
{
	const struct type *t = type_strip(x->type);

	switch (t->kind) {
	case TY_STRING:
		emit_string_into(e, x, dst, size, null_ok);
		return;
	case TY_STACK:
	case TY_USYMADDR:
		if (x->kind == E_CALL && takes_dst(x->builtin)) {
			out(e, "{ ");
			emit_call_into(e, x, dst, size);
			out(e, "}");
		} else {
			out(e, "bpf_probe_read_kernel(%s, %zu, (void *)", dst, size);
			emit_expr(e, x);
			out(e, ");");
		}
		return;
	case TY_STRUCT:
	case TY_UNION:
	case TY_ARRAY: {
		unsigned n = ++e->label;

		out(e, "{ rt_u64 a%u = ", n);
		emit_addr(e, x);
		out(e, "; if (bpf_probe_read_%s(%s, %zu, (void *)a%u)) ",
		    space_of(x) == SPACE_USER ? "user" : "kernel", dst, size, n);
		emit_fail(e, "1", arena_printf(arena_of(e), "a%u", n), x->span);
		out(e, " }");
		return;
	}
	case TY_INT: case TY_ENUM: case TY_PTR: case TY_SYMADDR: case TY_FLOAT: case TY_FUNC:
	case TY_ERROR: case TY_VOID: case TY_TYPEDEF: case TY_STAT:
		out(e, "*(%s *)(%s) = (%s)(", emit_ctype(t), dst, emit_ctype(t));
		emit_expr(e, x);
		out(e, ");");
		return;
	}
}
