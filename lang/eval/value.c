/*
 * value.c - values between their 64-bit registers and the bytes of records, keys and variables
 */
#include <string.h>
#include "lang/eval/value.h"

int64_t value_cut(int64_t n, const struct type *t)
{
	const struct type *s = type_strip(t);
	unsigned bits = s->size < 8 ? 64 - 8 * (unsigned)s->size : 0;

	if (s->is_bool)
		return n != 0;
	if (bits == 0 || bits == 64)
		return n;
	return type_is_signed(s) ? (int64_t)((uint64_t)n << bits) >> bits
				 : (int64_t)((uint64_t)n << bits >> bits);
}

struct value value_int(int64_t n, const struct type *t)
{
	return (struct value){ .type = t, .i = value_cut(n, t) };
}

struct value value_string(const char *s, size_t len)
{
	/* the size of a string type is a bound, which a value by itself does not have */
	static const struct type string = { .kind = TY_STRING, .name = "string" };

	return (struct value){ .type = &string, .p = s, .len = s ? len : 0, .is_null = !s };
}

static bool is_text(const struct type *t)
{
	return t->kind == TY_STRING || (t->kind == TY_ARRAY && type_is_stringish(t));
}

struct value value_load(const struct type *t, const void *bytes, size_t size)
{
	const struct type *s = type_strip(t);
	struct value v = { .type = t };

	if (type_is_scalar(s) || s->kind == TY_SYMADDR) {
		uint64_t n = 0;

		memcpy(&n, bytes, size < sizeof(n) ? size : sizeof(n));
		v.i = s->kind == TY_SYMADDR ? (int64_t)n : value_cut((int64_t)n, s);
		return v;
	}
	v.p = bytes;
	v.len = is_text(s) ? strnlen(bytes, size) : size;
	if (s->kind == TY_USYMADDR && size >= 16)
		memcpy(&v.i, (const char *)bytes + 8, sizeof(v.i));
	return v;
}

struct value value_load_all(const struct type *t, const void *bytes, size_t size)
{
	struct value v = value_load(t, bytes, size);

	if (type_strip(t)->kind == TY_ARRAY)
		v.len = size;
	return v;
}

void value_store(const struct value *v, void *bytes, size_t size)
{
	const struct type *s = type_strip(v->type);

	memset(bytes, 0, size);
	if (type_is_scalar(s) || s->kind == TY_SYMADDR) {
		memcpy(bytes, &v->i, size < sizeof(v->i) ? size : sizeof(v->i));
		return;
	}
	size_t n = v->len < size ? v->len : size;

	if (s->kind == TY_STRING && n == size && n)
		n--;			/* room for the NUL */
	if (v->p && n)
		memcpy(bytes, v->p, n);
}
