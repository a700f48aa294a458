/*
 * type.c - C types: the built-in ones, constructors, predicates, members, spelling
 */
#include <assert.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/type.h"

enum { ANON_DEPTH = 32 };	/* BTF and DWARF come from outside: do not follow a loop of anonymous members */

#define INT_TYPE(text, bytes, sign) \
	{ .kind = TY_INT, .name = text, .size = bytes, .is_signed = sign, .filled = true }

const struct type type_error = { .kind = TY_ERROR, .name = "<error>", .filled = true };
const struct type type_void = { .kind = TY_VOID, .name = "void", .filled = true };
const struct type type_char = {
	.kind = TY_INT, .name = "char", .size = 1, .is_signed = true, .is_char = true, .filled = true
};
const struct type type_bool = {
	.kind = TY_INT, .name = "_Bool", .size = 1, .is_bool = true, .filled = true
};
const struct type type_int8 = INT_TYPE("signed char", 1, true);
const struct type type_int16 = INT_TYPE("short", 2, true);
const struct type type_int32 = INT_TYPE("int", 4, true);
const struct type type_int64 = INT_TYPE("long", 8, true);
const struct type type_llong = INT_TYPE("long long", 8, true);
const struct type type_ullong = INT_TYPE("unsigned long long", 8, false);
const struct type type_uint8 = INT_TYPE("unsigned char", 1, false);
const struct type type_uint16 = INT_TYPE("unsigned short", 2, false);
const struct type type_uint32 = INT_TYPE("unsigned int", 4, false);
const struct type type_uint64 = INT_TYPE("unsigned long", 8, false);
const struct type type_stat = { .kind = TY_STAT, .name = "aggregation", .filled = true };
const struct type type_symaddr = { .kind = TY_SYMADDR, .name = "_symaddr", .size = 8, .filled = true };
const struct type type_modaddr = { .kind = TY_SYMADDR, .name = "_symaddr", .size = 8, .filled = true };
const struct type type_umodaddr = { .kind = TY_USYMADDR, .name = "_usymaddr", .size = 16, .filled = true };
const struct type type_uoffaddr = { .kind = TY_USYMADDR, .name = "_usymaddr", .size = 16, .filled = true };
const struct type type_usymaddr = { .kind = TY_USYMADDR, .name = "_usymaddr", .size = 16, .filled = true };
const struct type type_void_ptr = { .kind = TY_PTR, .size = 8, .to = &type_void, .filled = true };

static struct type *new_type(struct arena *a, enum type_kind kind, const struct type *to, uint64_t size)
{
	struct type *t = arena_new_of(a, struct type);

	t->kind = kind;
	t->to = to;
	t->size = size;
	t->filled = true;
	return t;
}

const struct type *type_ptr(struct arena *a, const struct type *to)
{
	return new_type(a, TY_PTR, to, 8);
}

const struct type *type_ref(struct arena *a, const struct type *to)
{
	struct type *t = new_type(a, TY_PTR, to, 8);
	enum type_kind kind = type_strip(to)->kind;

	t->is_ref = kind != TY_FUNC && kind != TY_VOID;	/* there is nothing to see behind these */
	return t;
}

const struct type *type_array(struct arena *a, const struct type *elem, uint64_t n)
{
	uint64_t size;

	if (__builtin_mul_overflow(elem->size, n, &size))
		size = 0;	/* "unknown", which every user has to check for anyway */

	struct type *t = new_type(a, TY_ARRAY, elem, size);

	t->nelem = n;
	return t;
}

const struct type *type_string(struct arena *a, uint64_t size)
{
	struct type *t = new_type(a, TY_STRING, NULL, size);

	t->name = "string";
	return t;
}

const struct type *type_stack(struct arena *a, unsigned frames)
{
	struct type *t = new_type(a, TY_STACK, NULL, 8 + 8 * (uint64_t)frames);

	t->name = "stack";
	t->nelem = frames;
	return t;
}

const struct type *type_typedef(struct arena *a, const char *name, const struct type *to)
{
	struct type *t = new_type(a, TY_TYPEDEF, to, to->size);

	t->name = name;
	return t;
}

const struct type *type_int_of(unsigned size_bytes, bool is_signed)
{
	switch (size_bytes) {
	case 1: return is_signed ? &type_int8 : &type_uint8;
	case 2: return is_signed ? &type_int16 : &type_uint16;
	case 4: return is_signed ? &type_int32 : &type_uint32;
	case 8: return is_signed ? &type_int64 : &type_uint64;
	}
	assert(!"an integer has 1, 2, 4 or 8 bytes");
	return &type_error;
}

const struct type *type_strip(const struct type *t)
{
	while (t->kind == TY_TYPEDEF && t->to)
		t = t->to;
	return t;
}

const struct type *type_meant(const struct type *t)
{
	const struct type *r = type_strip(t);

	return r->is_ref && !type_is_sou(r->to) ? r->to : t;
}

bool type_is_int(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_INT || t->kind == TY_ENUM;
}

bool type_is_ptr(const struct type *t)
{
	return type_strip(t)->kind == TY_PTR;
}

bool type_is_scalar(const struct type *t)
{
	return type_is_int(t) || type_is_ptr(t);
}

bool type_is_sou(const struct type *t)
{
	t = type_strip(t);
	return t->kind == TY_STRUCT || t->kind == TY_UNION;
}

bool type_is_string(const struct type *t)
{
	return type_strip(t)->kind == TY_STRING;
}

bool type_is_stringish(const struct type *t)
{
	t = type_strip(t);
	if (t->kind == TY_STRING)
		return true;
	if ((t->kind != TY_PTR && t->kind != TY_ARRAY) || !t->to)
		return false;

	const struct type *to = type_strip(t->to);

	return to->kind == TY_INT && to->is_char;
}

bool type_is_signed(const struct type *t)
{
	t = type_strip(t);
	return type_is_int(t) && t->is_signed;
}

/* what a pointer, array or function is made of; a missing one is void */
static const struct type *target(const struct type *t)
{
	return t->to ? t->to : &type_void;
}

static bool same_params(const struct type *a, const struct type *b)
{
	size_t na, nb;
	const struct member *ma = type_members(a, &na), *mb = type_members(b, &nb);

	if (na != nb || a->varargs != b->varargs)
		return false;
	for (size_t i = 0; i < na; i++)
		if (!type_same(ma[i].type, mb[i].type))
			return false;
	return true;
}

/* by name: the same structure may have been read from two sources */
static bool same_tag(const struct type *a, const struct type *b)
{
	return a->name && b->name && !strcmp(a->name, b->name) &&
	       (a->incomplete || b->incomplete || a->size == b->size);
}

bool type_same(const struct type *a, const struct type *b)
{
	a = type_strip(a);
	b = type_strip(b);
	if (a == b)
		return true;
	if (a->kind != b->kind)
		return false;
	switch (a->kind) {
	case TY_INT:
		return a->size == b->size && a->is_signed == b->is_signed && a->is_bool == b->is_bool;
	case TY_FLOAT: case TY_STACK:
		return a->size == b->size;
	case TY_ENUM: case TY_STRUCT: case TY_UNION:
		return same_tag(a, b);
	case TY_PTR:
		return type_same(target(a), target(b));
	case TY_ARRAY:
		return (!a->nelem || !b->nelem || a->nelem == b->nelem) && type_same(target(a), target(b));
	case TY_FUNC:
		return type_same(target(a), target(b)) && same_params(a, b);
	case TY_ERROR: case TY_VOID: case TY_STRING: case TY_SYMADDR: case TY_USYMADDR: case TY_STAT:
		return true;
	case TY_TYPEDEF:
		break;	/* one that names nothing */
	}
	return false;
}

static const struct type *filled(const struct type *t)
{
	t = type_strip(t);
	if (!t->filled && t->src && t->src->fill) {
		struct type *lazy = (struct type *)t;	/* immutable but for this one step */

		lazy->filled = true;	/* first: a fill that looks at its own type must not recurse */
		t->src->fill(t->src, lazy);
	}
	return t;
}

const struct member *type_members(const struct type *t, size_t *n)
{
	t = filled(t);

	bool has = t->kind == TY_STRUCT || t->kind == TY_UNION || t->kind == TY_FUNC;

	*n = has ? t->nmembers : 0;
	return *n ? t->members : NULL;
}

const struct enumerator *type_enums(const struct type *t, size_t *n)
{
	t = filled(t);
	*n = t->kind == TY_ENUM ? t->nenums : 0;
	return *n ? t->enums : NULL;
}

static const struct member *find_member(const struct type *t, const char *name, uint64_t base,
					uint64_t *offset, int depth)
{
	size_t n;
	const struct member *m = type_is_sou(t) && depth < ANON_DEPTH ? type_members(t, &n) : NULL;

	if (!m)
		return NULL;
	for (size_t i = 0; i < n; i++)
		if (m[i].name && m[i].name[0] && !strcmp(m[i].name, name)) {
			*offset = base + m[i].offset;
			return &m[i];
		}
	for (size_t i = 0; i < n; i++) {
		const struct member *in = m[i].name && m[i].name[0] ? NULL
			: find_member(m[i].type, name, base + m[i].offset, offset, depth + 1);

		if (in)
			return in;
	}
	return NULL;
}

const struct member *type_member(const struct type *t, const char *name, uint64_t *offset)
{
	uint64_t at;

	return find_member(t, name, 0, offset ? offset : &at, 0);
}

uint64_t type_offset(const struct type *t, const struct member *m)
{
	uint64_t at = m->offset;

	if (m->name && m->name[0])
		type_member(t, m->name, &at);
	return at;
}

uint64_t type_first_bit(const struct type *t, const struct member *m)
{
	return (type_offset(t, m) - m->offset) * 8 + m->bit_offset;
}

static const char *param_list(struct arena *a, const struct type *t)
{
	size_t n;
	const struct member *m = type_members(t, &n);
	const char *s = "";

	for (size_t i = 0; i < n; i++)
		s = arena_printf(a, "%s%s%s", s, i ? ", " : "", type_str(a, m[i].type));
	if (t->varargs)
		return arena_printf(a, "%s%s...", s, n ? ", " : "");
	return n ? s : "void";
}

static const char *tagged(struct arena *a, const char *word, const struct type *t)
{
	return arena_printf(a, "%s %s", word, t->name ? t->name : "{...}");
}

static const char *base_str(struct arena *a, const struct type *t)
{
	if (t->kind == TY_STRUCT)
		return tagged(a, "struct", t);
	if (t->kind == TY_UNION)
		return tagged(a, "union", t);
	if (t->kind == TY_ENUM)
		return tagged(a, "enum", t);
	return t->name ? t->name : "?";
}

/* C declarators read inside out: wrap what stands around the (missing) name, then the base type */
static const char *declarator(struct arena *a, const struct type *t, const char *inner)
{
	const struct type *to;
	bool wrap;

	switch (t->kind) {
	case TY_PTR:
		to = target(t);
		wrap = to->kind == TY_ARRAY || to->kind == TY_FUNC;
		return declarator(a, to, arena_printf(a, wrap ? "(*%s)" : "*%s", inner));
	case TY_ARRAY:
		inner = t->nelem ? arena_printf(a, "%s[%llu]", inner, (unsigned long long)t->nelem)
				 : arena_printf(a, "%s[]", inner);
		return declarator(a, target(t), inner);
	case TY_FUNC:
		return declarator(a, target(t), arena_printf(a, "%s(%s)", inner, param_list(a, t)));
	case TY_ERROR: case TY_VOID: case TY_INT: case TY_FLOAT: case TY_ENUM: case TY_STRUCT:
	case TY_UNION: case TY_TYPEDEF: case TY_STRING: case TY_STACK: case TY_SYMADDR:
	case TY_USYMADDR: case TY_STAT:
		break;
	}
	return arena_printf(a, "%s%s%s", base_str(a, t), *inner ? " " : "", inner);
}

const char *type_str(struct arena *a, const struct type *t)
{
	return declarator(a, t, "");
}
