/*
 * embed_record.c - embedded C: a structure of the kernel's as one of the script's own
 *
 * struct sockaddr_in sa; copy_from_user(&sa, p, sizeof(sa)): what is filled from a program's memory, or member by
 * member, has members of its own, as the kernel's type data says them.
 */
#include <string.h>
#include "lang/stap/embed.h"

enum { MOST_BYTES = 512 };

static bool mirrored(struct c_parser *c, const struct type *t, struct c_type *ret);

static bool record(struct c_parser *c, const struct type *t, struct c_type *ret)
{
	struct c_record *r = arena_new_of(c->p->arena, struct c_record);
	const struct member *m;
	size_t n;

	if (!t->size || t->size > MOST_BYTES || !c_enter(c))
		return false;
	*r = (struct c_record){ .is_union = t->kind == TY_UNION };
	m = type_members(t, &n);
	for (size_t i = 0; i < n; i++) {
		struct c_var v = { .name = arena_strdup(c->p->arena, m[i].name) };

		if (m[i].bit_size || !mirrored(c, type_strip(m[i].type), &v.type))
			break;
		vec_push(c->p->arena, &r->members, v);
	}
	c_leave(c);
	if (r->members.n < n)
		return false;
	c_layout(c, r);
	for (size_t i = 0; i < n; i++)		/* it is what C would make of it */
		if (r->members.v[i].offset != m[i].offset)
			return false;
	*ret = (struct c_type){ .kind = CT_RECORD, .record = r };
	return r->size == t->size;
}

static bool array(struct c_parser *c, const struct type *t, struct c_type *ret)
{
	struct c_type of;

	if (!t->nelem || t->nelem > MOST_BYTES || !mirrored(c, type_strip(t->to), &of))
		return false;
	if (of.kind == CT_INT && of.size == 1 && !of.is_unsigned)
		*ret = (struct c_type){ .kind = CT_TEXT, .count = (unsigned)t->nelem };
	else
		*ret = (struct c_type){ .kind = CT_ARRAY, .count = (unsigned)t->nelem, .to = c_type_dup(c, of) };
	return true;
}

static bool mirrored(struct c_parser *c, const struct type *t, struct c_type *ret)
{
	const struct type *to;

	switch (t->kind) {
	case TY_INT:
	case TY_ENUM:
		*ret = (struct c_type){ .kind = CT_INT, .size = (unsigned)t->size, .is_unsigned = !t->is_signed };
		return t->size <= 8;
	case TY_PTR:
		to = t->to ? type_strip(t->to) : NULL;
		*ret = (struct c_type){ .kind = CT_POINTER, .to = &c_void };
		if (to && (to->kind == TY_STRUCT || to->kind == TY_UNION) && to->name)
			ret->to = c_type_dup(c, (struct c_type){ .kind = CT_STRUCT, .name = arena_printf(c->p->arena, "%s %s",
									to->kind == TY_UNION ? "union" : "struct", to->name) });
		else if (to && to->kind == TY_INT)
			ret->to = c_type_dup(c, (struct c_type){ .kind = CT_INT, .size = (unsigned)to->size, .is_unsigned = !to->is_signed });
		return true;
	case TY_STRUCT:
	case TY_UNION:
		return record(c, t, ret);
	case TY_ARRAY:
		return array(c, t, ret);
	default:
		return false;
	}
}

struct c_type c_mirror(struct c_parser *c, const struct c_type *t)
{
	const struct type *k = c_kernel_type(c, t->name);
	struct c_type ret;

	return k && mirrored(c, k, &ret) && ret.kind == CT_RECORD ? ret : *t;
}
