/*
 * emit_expr.c - expressions of prog as GNU C expressions
 *
 * Everything is one C expression: statement expressions keep &&, || and ?: lazy without any
 * control flow of our own, and a fault leaves them by goto. Scalars are rt_s64 or rt_u64 as the
 * node's type says; strings are const char * to memory that BPF may read (scratch, a map's value,
 * a literal), or NULL.
 */
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

const char *emit_wide(const struct type *t)
{
	return type_is_signed(t) ? "rt_s64" : "rt_u64";
}

bool emit_is_object(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_STRUCT || t->kind == TY_UNION || t->kind == TY_ARRAY;
}

char *emit_expr_text(struct emit *e, const struct expr *x)
{
	struct buf saved = e->out;

	e->out = (struct buf)BUF_INIT;
	emit_expr(e, x);

	char *text = arena_strdup(e->prog->arena, buf_str(&e->out));

	buf_fini(&e->out);
	e->out = saved;
	return text;
}

/* ---- strings ---- */
size_t emit_string_size(const struct expr *x)
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
	bool array = emit_is_object(from->type);
	enum space space = array ? emit_space(from) : x->space;
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
		emit_fail(e, "1", arena_printf(e->prog->arena, "a%u", n), x->span);
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

static void emit_string_copy(struct emit *e, const struct expr *x)
{
	size_t size = emit_string_size(x);
	const char *dst = emit_slot(e, size);

	out(e, "({ ");
	emit_into(e, x, dst, size, false);
	out(e, " (const char *)%s; })", dst);
}

/* ---- operators ---- */
static bool compares(enum op op)
{
	return op == OP_LT || op == OP_LE || op == OP_GT || op == OP_GE || op == OP_EQ || op == OP_NE;
}

/* a string by its address: of a variable that was set to NULL it is 0 */
static bool may_be_marked(const struct expr *x)
{
	while (x->a && (x->kind == E_CAST || x->kind == E_SEQ))
		x = x->a;
	return (x->kind == E_VAR || x->kind == E_ELEM) && x->var->nulls;
}

static const struct expr *without_casts(const struct expr *x)
{
	while (x->kind == E_CAST)
		x = x->a;
	return x;
}

/* the string that a comparison for equality asks to be NULL, or NULL */
static const struct expr *null_tested(const struct expr *x)
{
	const struct expr *a = without_casts(x->a), *b = without_casts(x->b);

	if (x->op != OP_EQ && x->op != OP_NE)
		return NULL;
	if (type_is_string(a->type) && b->kind == E_CONST && !b->num)
		return a;
	return type_is_string(b->type) && a->kind == E_CONST && !a->num ? b : NULL;
}

static void emit_null_test(struct emit *e, const struct expr *x, const struct expr *tested)
{
	out(e, may_be_marked(tested) ? "((rt_s64)(rt_is(rt_null_or(" : "((rt_s64)(rt_is((");
	emit_expr(e, tested);
	out(e, ")) %s 0))", op_text(x->op));
}

static void emit_string_compare(struct emit *e, const struct expr *x)
{
	const struct expr *a = x->a, *b = x->b;
	bool a_str = type_is_string(a->type), b_str = type_is_string(b->type);
	unsigned n = ++e->label;

	if (!a_str || !b_str) {		/* of addresses */
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
	size_t bound = emit_string_size(a) < emit_string_size(b) ? emit_string_size(a) : emit_string_size(b);

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
		out(e, " (%s)(x%u %s y%u); })", emit_wide(x->type), n, x->op == OP_DIV ? "/" : "%", n);
	else
		out(e, " (%s)%s(x%u, y%u); })", emit_wide(x->type), x->op == OP_DIV ? "rt_div" : "rt_mod", n, n);
}

static bool is_link(const struct expr *x)
{
	return x->kind == E_BINARY && (x->op == OP_ADD || x->op == OP_MUL || x->op == OP_AND || x->op == OP_OR || x->op == OP_XOR);
}

/*
 * The left side of an operator whose operands clang may take in any order: of a long row of them (a + b + c ...) it
 * would fetch all first, and a BPF stack has no room for so many. It has to have the sum of the first ones before it
 * goes on.
 */
static void emit_left(struct emit *e, const struct expr *x, const char *wide)
{
	enum { LINKS = 8 };
	unsigned n = 0;

	for (const struct expr *at = x; is_link(x) && at && (is_link(at) || at->kind == E_CAST); at = at->a)
		n += is_link(at);
	if (!n || n % LINKS) {
		emit_expr(e, x->a);
		return;
	}
	out(e, "({ %s sum_ = ", wide);
	emit_expr(e, x->a);
	out(e, "; rt_barrier(sum_); sum_; })");
}

static void emit_binary(struct emit *e, const struct expr *x)
{
	bool is_unsigned = !type_is_signed(x->a->type) || !type_is_signed(x->b->type);
	const struct expr *tested = null_tested(x);

	if (tested) {
		emit_null_test(e, x, tested);
		return;
	}
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

	out(e, "((%s)(", emit_wide(x->type));
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
		emit_left(e, x, w);
		out(e, ") %s (%s)(", op_text(x->op), w);
		emit_expr(e, x->b);
		out(e, ")");
	}
	out(e, "))");
}

/* D: a string that is NULL, or may be */
static bool may_be_null(const struct expr *x)
{
	while (x->a && (x->kind == E_CAST || x->kind == E_SEQ))
		x = x->a;
	if (x->kind == E_COND)
		return may_be_null(x->b) || may_be_null(x->c);
	return x->kind == E_ELEM || x->kind == E_CALL || !type_is_string(x->type) ||
	       (x->kind == E_VAR && (x->var->storage == V_THREAD || x->var->nulls));
}

/* may it be a pointer that the verifier knows and does not let be calculated with? */
static bool is_kernel_pointer(const struct expr *x)
{
	if (!type_is_ptr(x->type))
		return false;
	switch (x->kind) {
	case E_CALL: case E_CTX:
		return x->trusted;
	case E_VAR:
		return x->var->storage == V_FIRING || x->var->storage == V_LOCAL;
	case E_CAST: case E_SEQ:
		return x->a && is_kernel_pointer(x->a);
	case E_ADDR:
		return true;
	case E_BINARY:
		return is_kernel_pointer(x->a) || is_kernel_pointer(x->b);
	case E_COND:
		return is_kernel_pointer(x->b) || is_kernel_pointer(x->c);
	case E_CONST: case E_STR: case E_ELEM: case E_IN: case E_VARREF: case E_LOAD: case E_MEMBER: case E_INDEX:
	case E_UNARY: case E_AGGREAD: case E_FCALL:
		return false;
	}
	return false;
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
	if (t->kind == TY_VOID || type_is_string(x->a->type) || emit_is_object(x->a->type)) {
		bool marked = type_is_string(x->a->type) && may_be_marked(x->a);

		out(e, marked ? "((rt_u64)rt_null_or(" : "((rt_u64)(");
		if (emit_is_object(x->a->type))
			emit_addr(e, x->a);
		else
			emit_expr(e, x->a);
		out(e, "))");
		return;
	}
	bool known = !type_is_ptr(x->type) && is_kernel_pointer(x->a);

	if (t->kind == TY_INT && t->is_bool)
		out(e, "((%s)!!(", emit_wide(x->type));
	else
		out(e, "((%s)(%s)%s(", emit_wide(x->type), emit_ctype(x->type), known ? "rt_addr((rt_u64)" : "");
	emit_expr(e, x->a);
	out(e, known && !(t->kind == TY_INT && t->is_bool) ? ")))" : "))");
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

static void emit_value(struct emit *e, const struct expr *x);

/* one of two texts; that it is NULL is a matter of who uses it */
static void emit_choice(struct emit *e, const struct expr *x)
{
	size_t size = emit_string_size(x);
	const char *dst = emit_slot(e, size < 2 ? 2 : size);
	bool marks = e->marks_null;

	e->marks_null = true;
	out(e, "({ ");
	emit_into(e, x, dst, size, true);
	out(e, " rt_null_or(%s); })", dst);
	e->marks_null = marks;
}

void emit_expr(struct emit *e, const struct expr *x)
{
	if (!x->steady) {
		emit_value(e, x);
		return;
	}
	size_t size = emit_string_size(x);
	const char *dst = emit_slot(e, size < 2 ? 2 : size);
	unsigned n = ++e->label;

	out(e, "({ const char *s%u = ", n);
	emit_value(e, x);
	out(e, "; if (s%u) { %s[1] = 0; rt_str_copy(%s, %zu, s%u); s%u = %s; } s%u; })", n, dst, dst, size,
	    n, n, dst, n);
}

static void emit_plain(struct emit *e, const struct expr *x)
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
		if (x->arg >= PROBE_SLOTS)
			emit_place(e, x);
		else if (emit_is_object(x->type))
			out(e, "(rt_u64)f->arg[%u]", x->arg);
		else if (x->trusted || type_strip(x->type)->size == 8)
			out(e, "(%s)f->arg[%u]", emit_wide(x->type), x->arg);
		else
			out(e, "((%s)(%s)f->arg[%u])", emit_wide(x->type), emit_ctype(x->type), x->arg);
		return;
	case E_LOAD:
	case E_MEMBER:
	case E_INDEX:
		if (emit_is_object(x->type))
			emit_addr(e, x);
		else
			emit_load(e, x);
		return;
	case E_ADDR:
		emit_addr(e, x->a);
		return;
	case E_UNARY:
		out(e, "((%s)%s(", emit_wide(x->type), op_text(x->op));
		emit_expr(e, x->a);
		out(e, "))");
		return;
	case E_BINARY:
		emit_binary(e, x);
		return;
	case E_COND:
		if (type_is_string(x->type)) {
			if (e->loud_nulls && may_be_null(x))
				emit_choice(e, x);
			else
				emit_string_copy(e, x);
			return;
		}
		out(e, "(");
		emit_expr(e, x->a);
		out(e, " ? (%s)(", emit_wide(x->type));
		emit_expr(e, x->b);
		out(e, ") : (%s)(", emit_wide(x->type));
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
		e->in_seq++;
		emit_block(e, x->body);
		e->in_seq--;
		if (x->a) {
			out(e, "\t");
			emit_expr(e, x->a);
			out(e, "; ");
		}
		out(e, "})");
		return;
	case E_AGGREAD:
		emit_extract(e, x);
		return;
	case E_VARREF:
		emit_error(e, x->span, "the value of an aggregation is known in user space only");
		out(e, "0");
		return;
	}
}

static void emit_value(struct emit *e, const struct expr *x)
{
	bool forgets = emit_forgets(e, x);

	if (forgets)
		out(e, "({ %s g_ = ", emit_wide(x->type));
	emit_plain(e, x);
	if (forgets)
		out(e, "; rt_forget(g_); g_; })");
}

/* ---- writing a value somewhere: records, keys, variables ---- */
/* behind what was written: an empty text has the mark of the NULL that was there before */
static void not_null(struct emit *e, const char *dst)
{
	if (e->marks_null)
		out(e, " rt_not_null(%s);", dst);
}

static void emit_string_into(struct emit *e, const struct expr *x, const char *dst, size_t size, bool null_ok)
{
	if (x->kind == E_STR && x->str_len < INLINE_BYTES) {
		size_t n = x->str_len + 1 < size ? x->str_len + 1 : size;

		out(e, "__builtin_memcpy(%s, ", dst);
		buf_quote(&e->out, x->str, n - 1);
		out(e, ", %zu);", n);
		not_null(e, dst);
		return;
	}
	if (x->kind == E_CALL && builtin_is_probe_name(x->builtin)) {
		/* names are padded with NULs to their width: words copied, no helper; layout.c aligns strings */
		size_t n = emit_string_size(x) < size ? emit_string_size(x) : size;
		size_t width = emit_probe_width(e, x);

		out(e, "__builtin_memcpy(__builtin_assume_aligned(%s, 8), ", dst);
		emit_expr(e, x);
		out(e, ", %zu);", n < width ? n : width);
		not_null(e, dst);
		return;
	}
	if (x->kind == E_CALL && emit_takes_dst(x->builtin) && !(x->builtin->flags & B_NULL_RESULT)) {
		out(e, "{ ");
		emit_call_into(e, x, dst, size);
		not_null(e, dst);
		out(e, "}");
		return;
	}
	if (x->kind == E_CAST && !type_is_string(x->a->type)) {
		out(e, "{ ");
		emit_read_string(e, x, dst, size);
		not_null(e, dst);
		out(e, "}");
		return;
	}
	if (x->kind == E_COND && (null_ok || !e->loud_nulls || !may_be_null(x))) {
		out(e, "if (");
		emit_expr(e, x->a);
		out(e, ") { ");
		emit_into(e, x->b, dst, size, null_ok);
		out(e, " } else { ");
		emit_into(e, x->c, dst, size, null_ok);
		out(e, " }");
		return;
	}

	unsigned n = ++e->label;

	out(e, "{ const char *s%u = ", n);
	bool marked = e->marks_null && type_is_string(x->type) && may_be_marked(x);

	out(e, marked ? "rt_null_or(" : "(");
	emit_expr(e, x);
	out(e, type_is_string(x->type) ? "); " : ") ? 0 : 0; ");		/* a NULL */
	if (!null_ok && e->loud_nulls) {
		out(e, "if (!s%u) ", n);
		emit_fail(e, "1", "0", x->span);
	}
	out(e, " rt_str_copy(%s, %zu, s%u);", dst, size, n);
	if (e->marks_null)
		out(e, " if (s%u) rt_not_null(%s); else rt_mark_null(%s);", n, dst, dst);
	out(e, " }");
}

void emit_into(struct emit *e, const struct expr *x, const char *dst, size_t size, bool null_ok)
{
	const struct type *t = type_strip(x->type);

	if (x->kind == E_AGGREAD && t->kind == TY_ARRAY) {
		emit_buckets_into(e, x, dst, size);
		return;
	}
	switch (t->kind) {
	case TY_STRING:
		emit_string_into(e, x, dst, size, null_ok);
		return;
	case TY_STACK:
	case TY_USYMADDR:
		if (x->kind == E_CALL && emit_takes_dst(x->builtin)) {
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
		    emit_space(x) == SPACE_USER ? "user" : "kernel", dst, size, n);
		emit_fail(e, "1", arena_printf(e->prog->arena, "a%u", n), x->span);
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
