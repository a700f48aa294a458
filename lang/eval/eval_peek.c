/*
 * eval_peek.c - objects in the kernel's memory, read from user space: of handlers that the session fires
 *
 * Only the part that is asked for is read. The layout is that of the kernel that runs (prog_place() sees to it).
 */
#include "lang/eval/eval_int.h"

enum { MOST = 65536 };	/* bytes of an object */

/* what x is a part of; NULL: it does not begin behind a pointer */
static const struct expr *load_of(const struct expr *x)
{
	for (; x; x = x->a) {
		if (x->kind == E_LOAD)
			return x;
		if (x->kind != E_MEMBER && (x->kind != E_INDEX || type_strip(x->a->type)->kind != TY_ARRAY))
			return NULL;
	}
	return NULL;
}

bool eval_is_far(const struct eval *e, const struct expr *x)
{
	const struct expr *load = e->rt->ops && e->rt->ops->peek ? load_of(x) : NULL;

	return load && load->space != SPACE_SCRATCH;
}

static void *read_bytes(struct eval *e, const struct expr *x, uint64_t addr, size_t n)
{
	void *bytes = n && n <= MOST ? rt_temp(e->rt, n) : NULL;

	if (bytes && !e->rt->ops->peek(e->rt, load_of(x)->space == SPACE_USER, addr, bytes, n))
		return bytes;
	eval_raise(e, FAULT_BADADDR, (int64_t)addr, x->span);
	return NULL;
}

static struct value bit_field(struct eval *e, const struct expr *x)
{
	const struct member *m = x->member;
	uint64_t start = (uint64_t)eval_address(e, x->a), first = type_first_bit(type_strip(x->a->type), m), n = 0;
	const uint8_t *bytes;

	if (stopped(e))
		return value_int(0, x->type);
	bytes = read_bytes(e, x, start + first / 8, (first % 8 + m->bit_size + 7) / 8);
	for (uint32_t i = 0; bytes && i < m->bit_size; i++)
		n |= (uint64_t)(bytes[(first % 8 + i) / 8] >> (first + i) % 8 & 1) << i;
	if (type_is_signed(x->type) && n >> (m->bit_size - 1) & 1)
		n |= ~0ull << (m->bit_size - 1);
	return value_int((int64_t)n, x->type);
}

struct value eval_peek(struct eval *e, const struct expr *x)
{
	const void *bytes;
	uint64_t addr;

	if (x->kind == E_MEMBER && x->member->bit_size)
		return bit_field(e, x);
	addr = (uint64_t)eval_address(e, x);
	bytes = stopped(e) ? NULL : read_bytes(e, x, addr, bytes_of(x->type));
	return bytes ? value_load_all(x->type, bytes, bytes_of(x->type)) : value_int(0, x->type);
}
