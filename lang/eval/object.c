/*
 * object.c - D's print(): an object of any type, member by member (D reference, 7.5)
 *
 * What is all zero is left out; char arrays end at their NUL. The dump ends with "..." at the first
 * member that lies behind the bytes that were recorded, or that is nested too deep.
 */
#include <string.h>
#include "lang/eval/print.h"
#include "lang/eval/runtime.h"
#include "lib/arena.h"

enum { INDENT = 44, DEPTH_MAX = 10 };

struct dump {
	struct runtime *rt;
	struct buf *out;
	const unsigned char *bytes;	/* of the whole object */
	uint64_t n;			/* how many there are */
	bool cut;			/* "..." was printed: nothing more */
};

/* name of a member, or NULL; the value's type; where it lies */
struct part {
	const char *name;
	const struct type *type;
	uint64_t offset;
	uint32_t bit, bits;		/* a bit-field: from the start of its structure; 0 bits: none */
};

static void dump_part(struct dump *d, const struct part *p, unsigned depth, bool outermost);

static bool all_zero(const struct dump *d, uint64_t offset, uint64_t size)
{
	for (uint64_t i = offset; i < offset + size && i < d->n; i++)
		if (d->bytes[i])
			return false;
	return true;
}

static void cut(struct dump *d, unsigned depth)
{
	buf_pad(d->out, ' ', INDENT + depth);
	buf_puts(d->out, "...\n");
	d->cut = true;
}

static void put_type(struct dump *d, const struct type *t)
{
	static const char no_tag[] = " {...}";		/* as messages have it: struct {...} * */
	const char *s = type_str(d->rt->temp, t), *at;

	buf_puts(d->out, "(");
	for (; (at = strstr(s, no_tag)); s = at + sizeof(no_tag) - 1)
		buf_add(d->out, s, (size_t)(at - s));
	buf_printf(d->out, "%s)", s);
}

static uint64_t bits_of(const struct dump *d, const struct part *p)
{
	uint64_t v = 0;

	for (uint32_t i = 0; i < p->bits && i < 64; i++) {
		uint64_t bit = p->offset * 8 + p->bit + i;

		if (bit / 8 < d->n && d->bytes[bit / 8] >> bit % 8 & 1)
			v |= 1ull << i;
	}
	return v;
}

static const char *enum_tag(const struct type *t, int64_t v)
{
	size_t n;
	const struct enumerator *e = type_enums(t, &n);

	for (size_t i = 0; i < n; i++)
		if (e[i].value == v)
			return e[i].name;
	return NULL;
}

static void put_float(struct dump *d, const void *at, uint64_t size)
{
	float f;
	double g;

	if (size == sizeof(f))
		buf_printf(d->out, "%g", (double)*(const float *)memcpy(&f, at, sizeof(f)));
	else if (size == sizeof(g))
		buf_printf(d->out, "%g", *(const double *)memcpy(&g, at, sizeof(g)));
	else
		buf_printf(d->out, "?(%llu bit value)", (unsigned long long)size * 8);
}

static void put_char(struct dump *d, unsigned char c)
{
	static const char from[] = "\a\b\f\n\r\t\v\\'", to[] = "abfnrtv\\'";
	const char *at = c ? strchr(from, c) : NULL;

	if (at)
		buf_printf(d->out, "'\\%c'", to[at - from]);
	else if (c >= 0x20 && c < 0x7f)
		buf_printf(d->out, "'%c'", c);
	else
		buf_printf(d->out, "'\\%o'", c);
}

static int64_t number_of(const struct dump *d, const struct part *p, const struct type *t)
{
	int64_t v = 0;

	if (p->bits) {
		v = (int64_t)bits_of(d, p);
		if (type_is_signed(t) && p->bits < 64)
			v = (int64_t)((uint64_t)v << (64 - p->bits)) >> (64 - p->bits);
		return v;
	}
	memcpy(&v, d->bytes + p->offset, t->size < 8 ? t->size : 8);
	return value_cut(v, t);
}

static void put_scalar(struct dump *d, const struct part *p)
{
	const struct type *t = type_strip(p->type);

	if (t->kind == TY_FLOAT) {
		put_float(d, d->bytes + p->offset, t->size);
		return;
	}
	if (t->kind == TY_STRING) {
		const char *text = (const char *)d->bytes + p->offset;

		buf_quote(d->out, text, strnlen(text, t->size));
		return;
	}
	if (t->size > 8) {
		buf_printf(d->out, "?(%llu bit value)", (unsigned long long)t->size * 8);
		return;
	}
	int64_t v = number_of(d, p, t);
	const char *tag = t->kind == TY_ENUM ? enum_tag(t, v) : NULL;

	if (tag)
		buf_puts(d->out, tag);
	else if (t->kind == TY_PTR)
		buf_printf(d->out, "0x%llx", (unsigned long long)v);
	else if (t->is_char && !p->bits)
		put_char(d, (unsigned char)v);
	else if (type_is_signed(t))
		buf_printf(d->out, "%lld", (long long)v);
	else
		buf_printf(d->out, "%llu", (unsigned long long)v);
}

static bool is_zero(const struct dump *d, const struct part *p)
{
	return p->bits ? !bits_of(d, p) : all_zero(d, p->offset, type_strip(p->type)->size);
}

static void dump_members(struct dump *d, const struct part *p, unsigned depth)
{
	size_t n;
	const struct member *m = type_members(type_strip(p->type), &n);

	for (size_t i = 0; i < n && !d->cut; i++) {
		struct part in = { m[i].name, m[i].type, p->offset + m[i].offset, 0, m[i].bit_size };

		if (in.bits) {		/* bits are counted from the start of the structure */
			in.offset = p->offset;
			in.bit = m[i].bit_offset;
		}
		if (in.offset + in.bit / 8 >= d->n)
			cut(d, depth);
		else if (!is_zero(d, &in))
			dump_part(d, &in, depth, false);
	}
}

static void dump_elements(struct dump *d, const struct part *p, unsigned depth)
{
	const struct type *t = type_strip(p->type), *elem = type_strip(t->to);

	for (uint64_t i = 0; i < t->nelem && !d->cut; i++) {
		struct part in = { NULL, t->to, p->offset + i * elem->size, 0, 0 };

		if (in.offset >= d->n)
			cut(d, depth);
		else if (elem->is_char && !d->bytes[in.offset])
			break;
		else if (!is_zero(d, &in))
			dump_part(d, &in, depth, false);
	}
}

static void dump_part(struct dump *d, const struct part *p, unsigned depth, bool outermost)
{
	const struct type *t = type_strip(p->type);
	bool array = t->kind == TY_ARRAY;

	if (depth > DEPTH_MAX) {
		cut(d, depth);
		return;
	}
	buf_pad(d->out, ' ', INDENT + depth);
	if (p->name && p->name[0])
		buf_printf(d->out, ".%s = ", p->name);
	put_type(d, p->type);
	if (!array && !type_is_sou(t)) {
		if (p->offset + t->size > d->n && !p->bits)
			buf_puts(d->out, "...");
		else
			put_scalar(d, p);
		buf_puts(d->out, ",\n");
		return;
	}
	buf_puts(d->out, array ? " [\n" : " {\n");
	if (array)
		dump_elements(d, p, depth + 1);
	else
		dump_members(d, p, depth + 1);
	if (d->cut)
		return;
	buf_pad(d->out, ' ', INDENT + depth);
	buf_puts(d->out, array ? "]" : "}");
	buf_puts(d->out, outermost ? "\n" : ",\n");
}

void print_object(struct runtime *rt, struct buf *out, const struct type *t, uint64_t addr, const void *bytes,
		  size_t n)
{
	struct dump d = { .rt = rt, .out = out, .bytes = bytes, .n = n };

	if (rt->opt && rt->opt->printsize < n)
		d.n = rt->opt->printsize;
	buf_printf(out, "0x%llx = *\n", (unsigned long long)addr);
	dump_part(&d, &(struct part){ .type = t }, 0, true);
}
