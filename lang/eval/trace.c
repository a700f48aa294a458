/*
 * trace.c - D's trace() of any type, and the hex dump of tracemem() (D reference 7.3, 7.4)
 */
#include "lang/eval/print.h"
#include "lang/eval/runtime.h"

enum { PER_ROW = 16 };

static void dump_row(struct buf *out, const unsigned char *bytes, size_t at, size_t n)
{
	size_t row = n - at < PER_ROW ? n - at : PER_ROW;

	buf_printf(out, "     %5zx:", at);
	for (size_t i = 0; i < row; i++)
		buf_printf(out, " %02x", bytes[at + i]);
	buf_pad(out, ' ', 3 * (PER_ROW - row) + 2);
	for (size_t i = 0; i < row; i++) {
		unsigned char c = bytes[at + i];

		buf_putc(out, c >= 0x20 && c < 0x7f ? (char)c : '.');
	}
	buf_putc(out, '\n');
}

void print_hexdump(struct buf *out, const void *bytes, size_t size)
{
	if (size == 0)
		return;
	buf_putc(out, '\n');
	buf_pad(out, ' ', 11);
	for (unsigned i = 0; i < PER_ROW; i++)
		buf_printf(out, "  %x", i);
	buf_puts(out, "  0123456789abcdef\n");
	for (size_t at = 0; at < size; at += PER_ROW)
		dump_row(out, bytes, at, size);
}

static bool is_text(const struct type *t)
{
	return t->kind == TY_STRING || (t->kind == TY_ARRAY && type_is_stringish(t));
}

static void trace_int(struct buf *out, const struct value *v, const struct type *t, bool quiet)
{
	static const int widths[2][9] = {	/* by size in bytes; 64 bits: unsigned are wider */
		{ [1] = 3, [2] = 5, [4] = 10, [8] = 20 },
		{ [1] = 3, [2] = 5, [4] = 10, [8] = 19 },
	};
	bool is_signed = type_is_signed(t);
	int width = quiet ? 0 : widths[is_signed][t->size <= 8 ? t->size : 8];

	buf_puts(out, quiet ? "" : " ");
	if (is_signed)
		buf_printf(out, "%*lld", width, (long long)value_cut(v->i, t));
	else
		buf_printf(out, "%*llu", width, (unsigned long long)value_cut(v->i, t));
}

/* everything that a record keeps of it: a text to its bound, which is strsize for a string */
static void trace_raw(struct runtime *rt, struct buf *out, const struct value *v, const struct type *t)
{
	size_t len = v->p ? v->len : 0, size = t->kind == TY_STRING ? rt->opt->strsize : is_text(t) ? t->size : len;

	if (size < len)
		size = len;

	unsigned char *bytes = xcalloc(size + 1, 1);

	if (len)
		memcpy(bytes, v->p, len);
	print_hexdump(out, bytes, size);
	free(bytes);
}

void print_trace(struct runtime *rt, struct buf *out, const struct value *v)
{
	const struct type *t = type_strip(v->type);
	bool quiet = rt->opt && rt->opt->quiet;

	if (t->kind == TY_STACK) {
		print_stack(rt, out, v, rt->opt ? (int)rt->opt->stackindent : 14);
	} else if (t->kind == TY_SYMADDR || t->kind == TY_USYMADDR) {
		print_sym(rt, out, v);
	} else if (rt->opt && rt->opt->rawbytes) {
		if (type_is_scalar(t))
			print_hexdump(out, &v->i, t->size <= 8 ? t->size : 8);
		else
			trace_raw(rt, out, v, t);
	} else if (type_is_scalar(t)) {
		trace_int(out, v, t, quiet);
	} else if (is_text(t)) {
		buf_puts(out, quiet ? "" : "  ");
		buf_add(out, v->p ? v->p : "", v->p ? v->len : 0);
		if (!quiet && v->len < 33)
			buf_pad(out, ' ', 33 - v->len);
	} else {
		print_hexdump(out, v->p, v->p ? v->len : 0);
	}
}
