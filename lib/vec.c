/*
 * vec.c - the one function behind the macros of vec.h: room for one more item
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>
#include "lib/vec.h"

void *vec_room_(struct arena *a, void *v, size_t n, size_t *cap, size_t item_size)
{
	if (n < *cap)
		return v;

	size_t more = *cap ? *cap * 2 : 4;

	assert(more > *cap && more <= SIZE_MAX / item_size);
	*cap = more;
	if (!a)
		return xrealloc(v, more * item_size);

	void *grown = arena_alloc_n(a, more, item_size);

	if (n)
		memcpy(grown, v, n * item_size);
	return grown;
}
