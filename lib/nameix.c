/*
 * nameix.c - open addressing with linear probing, at most half full
 */
#include "lib/nameix.h"
#include "lib/arena.h"

/* FNV-1a with a final mix: short, and good enough in the low bits for symbol names */
static uint64_t name_hash(const char *s)
{
	uint64_t h = 0xcbf29ce484222325;

	for (; *s; s++)
		h = (h ^ (unsigned char)*s) * 0x100000001b3;
	return h ^ (h >> 29);
}

void nameix_init(struct nameix *ix, size_t max_rows)
{
	size_t n = 16;

	while (n < max_rows * 2)
		n *= 2;
	ix->slots = xcalloc(n, sizeof(*ix->slots));
	ix->mask = n - 1;
}

void nameix_fini(struct nameix *ix)
{
	free(ix->slots);
	ix->slots = NULL;
}

void nameix_add(struct nameix *ix, const char *name, uint32_t row)
{
	size_t i = name_hash(name) & ix->mask;

	while (ix->slots[i])
		i = (i + 1) & ix->mask;
	ix->slots[i] = row + 1;
}

bool nameix_next(const struct nameix *ix, const char *name, uint32_t *it, uint32_t *row)
{
	uint32_t found = ix->slots[(name_hash(name) + *it) & ix->mask];

	if (!found)
		return false;
	++*it;
	*row = found - 1;
	return true;
}
