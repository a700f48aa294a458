/*
 * runtime.c - memory that user-space bodies take without giving it back
 */
#include "lang/eval/runtime.h"
#include "lib/arena.h"

void *rt_temp(struct runtime *rt, size_t size)
{
	return arena_alloc(rt->temp, size);
}
