/*
 * format.c - the conversions of printf-like formats, one row each, and how they print
 *
 * D reference 7.1; SystemTap reference 4.6. A row's print() gets the piece with its width and
 * precision resolved. Taking formats apart and checking them is in format_parse.c.
 */
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include "lang/eval/format.h"
#include "lang/eval/print.h"
#include "lang/eval/runtime.h"

/* ---- numbers ---- */
/* sign or "", prefix, digits: C's order of padding; SystemTap's zeros do not mind a precision */
static void put_number(struct buf *out, const struct format_piece *p, const char *prefix,
		       const char *digits)
{
	size_t n = strlen(digits), pre = strlen(prefix);
	size_t zeros = p->prec > 0 && (size_t)p->prec > n ? (size_t)p->prec - n : 0;
	size_t width = p->width > 0 ? (size_t)p->width : 0, all = pre + zeros + n;
	size_t pad = width > all ? width - all : 0;

	if (p->zero && !p->minus && (p->prec < 0 || p->zero_first)) {
		zeros += pad;
		pad = 0;
	}
	if (!p->minus)
		buf_pad(out, ' ', pad);
	buf_puts(out, prefix);
	buf_pad(out, '0', zeros);
	buf_puts(out, digits);
	if (p->minus)
		buf_pad(out, ' ', pad);
}

static const char *sign_of(const struct format_piece *p, bool negative)
{
	return negative ? "-" : p->plus ? "+" : p->space ? " " : "";
}

/* the value's own bits: %x of an int8_t -1 is ff */
static uint64_t masked(const struct value *v)
{
	const struct type *t = type_strip(v->type);

	return t->size && t->size < 8 && t->kind != TY_STRING
		? (uint64_t)v->i & (((uint64_t)1 << 8 * t->size) - 1) : (uint64_t)v->i;
}

static void put_unsigned(struct buf *out, const struct format_piece *p, const struct value *v)
{
	char digits[32];

	snprintf(digits, sizeof(digits), "%llu", (unsigned long long)masked(v));
	put_number(out, p, "", digits);
}

static void print_dec(struct runtime *rt, struct buf *out, const struct format_piece *p,
		      const struct value *v)
{
	char digits[32];

	if (!type_is_signed(v->type)) {		/* D: the argument decides */
		snprintf(digits, sizeof(digits), "%llu", (unsigned long long)masked(v));
		put_number(out, p, sign_of(p, false), digits);
		return;
	}
	snprintf(digits, sizeof(digits), "%llu",
		 (unsigned long long)(v->i < 0 ? -(uint64_t)v->i : (uint64_t)v->i));
	put_number(out, p, sign_of(p, v->i < 0), digits);
}

static void print_unsigned(struct runtime *rt, struct buf *out, const struct format_piece *p,
			   const struct value *v)
{
	put_unsigned(out, p, v);
}

static void print_oct(struct runtime *rt, struct buf *out, const struct format_piece *p,
		      const struct value *v)
{
	char digits[32];

	snprintf(digits, sizeof(digits), "%llo", (unsigned long long)masked(v));
	put_number(out, p, p->alt && digits[0] != '0' ? "0" : "", digits);
}

/* the prefix stands in front of a lone 0, too, as 0x does */
static void print_oct_stap(struct runtime *rt, struct buf *out, const struct format_piece *p,
			   const struct value *v)
{
	char digits[32];

	snprintf(digits, sizeof(digits), "%llo", (unsigned long long)masked(v));
	put_number(out, p, p->alt ? "0" : "", digits);
}

static void put_hex(struct buf *out, const struct format_piece *p, const char *prefix, uint64_t n)
{
	char digits[32];

	snprintf(digits, sizeof(digits), p->conv->letter == 'X' ? "%llX" : "%llx", (unsigned long long)n);
	put_number(out, p, prefix, digits);
}

/* D leaves 0x away from zero, as C does */
static void print_hex(struct runtime *rt, struct buf *out, const struct format_piece *p,
		      const struct value *v)
{
	uint64_t n = masked(v);

	put_hex(out, p, !p->alt || n == 0 ? "" : p->conv->letter == 'X' ? "0X" : "0x", n);
}

static void print_hex_stap(struct runtime *rt, struct buf *out, const struct format_piece *p,
			   const struct value *v)
{
	put_hex(out, p, !p->alt ? "" : p->conv->letter == 'X' ? "0X" : "0x", masked(v));
}

static void print_ptr(struct runtime *rt, struct buf *out, const struct format_piece *p,
		      const struct value *v)
{
	put_hex(out, p, p->alt && v->i ? "0x" : "", masked(v));
}

static void print_ptr_stap(struct runtime *rt, struct buf *out, const struct format_piece *p,
			   const struct value *v)
{
	put_hex(out, p, "0x", (uint64_t)v->i);
}

/* ---- text ---- */
static void put_padded(struct buf *out, const struct format_piece *p, const char *s, size_t n)
{
	size_t pad = p->width > 0 && (size_t)p->width > n ? (size_t)p->width - n : 0;

	if (!p->minus)
		buf_pad(out, ' ', pad);
	buf_add(out, s, n);
	if (p->minus)
		buf_pad(out, ' ', pad);
}

static void put_cut(struct buf *out, const struct format_piece *p, const char *s, size_t n)
{
	put_padded(out, p, s, p->prec >= 0 && (size_t)p->prec < n ? (size_t)p->prec : n);
}

/* wchar_t to UTF-8; what is no character becomes U+FFFD */
static void put_wide(struct buf *out, uint32_t c)
{
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x80) {
		buf_putc(out, (char)c);
	} else if (c < 0x800) {
		buf_putc(out, (char)(0xc0 | c >> 6));
		buf_putc(out, (char)(0x80 | (c & 63)));
	} else if (c < 0x10000) {
		buf_putc(out, (char)(0xe0 | c >> 12));
		buf_putc(out, (char)(0x80 | (c >> 6 & 63)));
		buf_putc(out, (char)(0x80 | (c & 63)));
	} else {
		buf_putc(out, (char)(0xf0 | c >> 18));
		buf_putc(out, (char)(0x80 | (c >> 12 & 63)));
		buf_putc(out, (char)(0x80 | (c >> 6 & 63)));
		buf_putc(out, (char)(0x80 | (c & 63)));
	}
}

static bool is_wide(const struct format_piece *p)
{
	return p->size[0] == 'l' || p->size[0] == 'w';
}

static void put_wide_text(struct buf *out, const struct format_piece *p, const struct value *v)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i + 4 <= v->len; i += 4) {
		uint32_t c;

		memcpy(&c, (const char *)v->p + i, sizeof(c));
		if (c == 0)
			break;
		put_wide(&text, c);
	}
	put_cut(out, p, buf_str(&text), text.len);
	buf_fini(&text);
}

static void print_string(struct runtime *rt, struct buf *out, const struct format_piece *p,
			 const struct value *v)
{
	if (is_wide(p))
		put_wide_text(out, p, v);
	else
		put_cut(out, p, v->p ? v->p : "", v->p ? v->len : 0);
}

static void put_escaped(struct buf *out, unsigned char c, const char *quoted)
{
	static const char from[] = "\a\b\f\n\r\t\v", to[] = "abfnrtv";
	const char *at = c ? strchr(from, c) : NULL;

	if (at)
		buf_printf(out, "\\%c", to[at - from]);
	else if (c && strchr(quoted, c))
		buf_printf(out, "\\%c", c);
	else if (c < 0x20 || c >= 0x7f)
		buf_printf(out, "\\%03o", c);
	else
		buf_putc(out, (char)c);
}

static void print_escaped(struct runtime *rt, struct buf *out, const struct format_piece *p,
			  const struct value *v)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; v->p && i < v->len; i++)
		put_escaped(&text, ((const unsigned char *)v->p)[i], "\\\"");
	put_cut(out, p, buf_str(&text), text.len);
	buf_fini(&text);
}

static void print_char(struct runtime *rt, struct buf *out, const struct format_piece *p,
		       const struct value *v)
{
	struct buf text = BUF_INIT;

	if (is_wide(p))
		put_wide(&text, (uint32_t)v->i);
	else
		buf_putc(&text, (char)v->i);
	put_padded(out, p, buf_str(&text), text.len);
	buf_fini(&text);
}

static void put_escaped_char(struct buf *out, const struct format_piece *p, const struct value *v,
			     const char *quoted)
{
	struct buf text = BUF_INIT;

	put_escaped(&text, (unsigned char)v->i, quoted);
	put_padded(out, p, buf_str(&text), text.len);
	buf_fini(&text);
}

static void print_char_escaped(struct runtime *rt, struct buf *out, const struct format_piece *p,
			       const struct value *v)
{
	put_escaped_char(out, p, v, "\\\"'");
}

static void print_char_stap(struct runtime *rt, struct buf *out, const struct format_piece *p,
			    const struct value *v)
{
	if (p->alt)
		put_escaped_char(out, p, v, "\\'");
	else
		print_char(rt, out, p, v);
}

/* ---- SystemTap: raw bytes ---- */
static bool is_binary_size(int n)
{
	return n == 1 || n == 2 || n == 4 || n == 8;
}

static void print_binary(struct runtime *rt, struct buf *out, const struct format_piece *p,
			 const struct value *v)
{
	int n = is_binary_size(p->prec) ? p->prec : is_binary_size(p->width) ? p->width : 8;
	size_t pad = p->width > n ? (size_t)(p->width - n) : 0;

	if (!p->minus)
		buf_pad(out, '\0', pad);
	buf_add(out, &v->i, (size_t)n);		/* little endian: the low bytes come first */
	if (p->minus)
		buf_pad(out, '\0', pad);
}

/* the bytes were read where the handler ran; here is only their form */
static void print_memory(struct runtime *rt, struct buf *out, const struct format_piece *p,
			 const struct value *v)
{
	struct format_piece whole = *p;
	struct buf text = BUF_INIT;
	size_t n = p->prec > 0 ? (size_t)p->prec : v->len;

	for (size_t i = 0; v->p && i < v->len && i < n; i++)
		if (p->conv->letter == 'M')
			buf_printf(&text, "%02x", ((const unsigned char *)v->p)[i]);
		else
			buf_putc(&text, ((const char *)v->p)[i]);
	whole.prec = -1;
	put_padded(out, &whole, buf_str(&text), text.len);
	buf_fini(&text);
}

/* ---- D: symbols, stacks, times, floating point ---- */
static void print_symbol(struct runtime *rt, struct buf *out, const struct format_piece *p,
			 const struct value *v)
{
	struct value addr = *v;
	struct buf text = BUF_INIT;

	if (type_strip(v->type)->kind != TY_USYMADDR)
		addr = (struct value){ .type = &type_symaddr, .i = v->i };
	sym_text(rt, &text, &addr, SYM_OFFSET);
	put_padded(out, p, buf_str(&text), text.len);
	buf_fini(&text);
}

/* %A of a bare address belongs to the process that is traced */
static void print_user_symbol(struct runtime *rt, struct buf *out, const struct format_piece *p,
			      const struct value *v)
{
	uint64_t pair[2] = { (uint64_t)rt->target, (uint64_t)v->i };
	struct value addr = { .type = &type_usymaddr, .p = pair, .len = sizeof(pair), .i = v->i };

	print_symbol(rt, out, p, type_strip(v->type)->kind == TY_USYMADDR ? v : &addr);
}

/* with "-" the width is the indent of every frame, else each frame is right-justified */
static void print_stack_conv(struct runtime *rt, struct buf *out, const struct format_piece *p,
			     const struct value *v)
{
	int width = p->width > 0 ? p->width : 0;

	stack_text(rt, out, v, p->minus ? width : 0, p->minus ? 0 : width);
}

static void put_time(struct buf *out, const struct format_piece *p, const struct value *v,
		     const char *form)
{
	time_t sec = (time_t)(v->i / 1000000000 - (v->i % 1000000000 < 0));
	struct tm tm;
	char text[128] = "";

	if (localtime_r(&sec, &tm))
		strftime(text, sizeof(text), form, &tm);
	put_padded(out, p, text, strlen(text));
}

static void print_time(struct runtime *rt, struct buf *out, const struct format_piece *p,
		       const struct value *v)
{
	put_time(out, p, v, "%Y %b %e %T");
}

static void print_time_zone(struct runtime *rt, struct buf *out, const struct format_piece *p,
			    const struct value *v)
{
	put_time(out, p, v, "%a, %d %b %Y %T %Z");
}

static long double float_of(const struct value *v)
{
	float f;
	double d;
	long double ld;

	if (v->p && v->len == sizeof(f))
		return memcpy(&f, v->p, sizeof(f)), (long double)f;
	if (v->p && v->len == sizeof(d))
		return memcpy(&d, v->p, sizeof(d)), (long double)d;
	if (v->p && v->len == sizeof(ld))
		return memcpy(&ld, v->p, sizeof(ld)), ld;
	return 0;
}

static void print_float(struct runtime *rt, struct buf *out, const struct format_piece *p,
			const struct value *v)
{
	struct buf spec = BUF_INIT;

	buf_printf(&spec, "%%%s%s%s%s%s", p->minus ? "-" : "", p->plus ? "+" : "",
		   p->space ? " " : "", p->alt ? "#" : "", p->zero ? "0" : "");
	if (p->width > 0)
		buf_printf(&spec, "%d", p->width);
	if (p->prec >= 0)
		buf_printf(&spec, ".%d", p->prec);
	buf_printf(&spec, "L%c", p->conv->letter);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	buf_printf(out, buf_str(&spec), float_of(v));
#pragma GCC diagnostic pop
	buf_fini(&spec);
}

/* ---- the table ---- */
enum { BOTH = LANG_D | LANG_STAP };

static const struct conv convs[] = {
	{ 'd', BOTH, CONV_INT, "decimal, signed if the type is", print_dec },
	{ 'i', BOTH, CONV_INT, "the same as d", print_dec },
	{ 'u', BOTH, CONV_INT, "unsigned decimal", print_unsigned },
	{ 'o', LANG_D, CONV_INT, "octal", print_oct },
	{ 'o', LANG_STAP, CONV_INT, "octal", print_oct_stap },
	{ 'x', LANG_D, CONV_INT, "hexadecimal", print_hex },
	{ 'X', LANG_D, CONV_INT, "hexadecimal in capitals", print_hex },
	{ 'x', LANG_STAP, CONV_INT, "hexadecimal", print_hex_stap },
	{ 'X', LANG_STAP, CONV_INT, "hexadecimal in capitals", print_hex_stap },
	{ 'p', LANG_D, CONV_PTR, "address in hexadecimal, no 0x", print_ptr },
	{ 'p', LANG_STAP, CONV_INT, "address in hexadecimal with 0x", print_ptr_stap },
	{ 'c', LANG_D, CONV_CHAR, "character", print_char },
	{ 'C', LANG_D, CONV_CHAR, "character, escaped as in C", print_char_escaped },
	{ 'c', LANG_STAP, CONV_INT, "character; escaped with #", print_char_stap },
	{ 's', BOTH, CONV_STRING, "text", print_string },
	{ 'S', LANG_D, CONV_STRING, "text, escaped as in C", print_escaped },
	{ 'a', LANG_D, CONV_SYM, "kernel address as module`symbol+offset", print_symbol },
	{ 'A', LANG_D, CONV_USYM, "user address as object`symbol+offset", print_user_symbol },
	{ 'k', LANG_D, CONV_STACK, "stack, one frame a line", print_stack_conv },
	{ 'Y', LANG_D, CONV_TIME, "ns since 1970 as date and time", print_time },
	{ 'T', LANG_D, CONV_TIME, "ns since 1970 as date, time and zone", print_time_zone },
	{ 'e', LANG_D, CONV_FLOAT, "floating point, as C", print_float },
	{ 'E', LANG_D, CONV_FLOAT, "floating point, as C", print_float },
	{ 'f', LANG_D, CONV_FLOAT, "floating point, as C", print_float },
	{ 'g', LANG_D, CONV_FLOAT, "floating point, as C", print_float },
	{ 'G', LANG_D, CONV_FLOAT, "floating point, as C", print_float },
	{ 'b', LANG_STAP, CONV_INT, "raw bytes of the number", print_binary },
	{ 'm', LANG_STAP, CONV_BYTES, "raw memory at an address", print_memory },
	{ 'M', LANG_STAP, CONV_BYTES, "memory at an address in hexadecimal", print_memory },
};

const struct conv *conv_next(size_t *it)
{
	return *it < sizeof(convs) / sizeof(*convs) ? &convs[(*it)++] : NULL;
}

/* ---- running ---- */
static int kept(int star)
{
	return star < 0 ? 0 : star < FORMAT_STAR_MAX ? star : FORMAT_STAR_MAX;
}

void format_one(struct runtime *rt, struct buf *out, const struct format_piece *p,
		const struct value *v, int width, int prec)
{
	struct format_piece now = *p;

	if (p->star_kept) {
		width = p->width_arg ? kept(width) : width;
		prec = p->prec_arg ? kept(prec) : prec;
	} else if (p->width_arg && width < 0) {	/* a negative * is a flag, as in C */
		now.minus = true;
		width = width == INT32_MIN ? INT32_MAX : -width;
	}
	now.width = width < FORMAT_WIDTH_MAX ? width : FORMAT_WIDTH_MAX;
	now.prec = prec < FORMAT_WIDTH_MAX ? prec : FORMAT_WIDTH_MAX;
	now.conv->print(rt, out, &now, v);
}

static int int_arg(const struct value *args, size_t nargs, int at)
{
	return at >= 0 && (size_t)at < nargs ? (int)args[at].i : 0;
}

void format_run(struct runtime *rt, struct buf *out, const struct format *f,
		const struct value *args, size_t nargs)
{
	for (size_t i = 0; i < f->pieces.n; i++) {
		const struct format_piece *p = &f->pieces.v[i];
		int arg = p->arg, width = p->width, prec = p->prec;

		buf_add(out, p->text, p->text_len);
		if (!p->conv || p->at)
			continue;
		if (p->width_arg)
			width = int_arg(args, nargs, arg++);
		if (p->prec_arg)
			prec = int_arg(args, nargs, arg++);
		if ((size_t)arg < nargs)
			format_one(rt, out, p, &args[arg], width, prec);
	}
}
