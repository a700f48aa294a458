/*
 * nameix.h - a hash index from names to the numbers of rows in somebody's table
 *
 * Keeps numbers only, no text: the owner of the table compares the names. Several rows may have
 * the same name. For tables of 100,000 symbols, where copying every name would cost more than the
 * search saves.
 *
 *	uint32_t it = 0, row;
 *	while (nameix_next(&ix, name, &it, &row))
 *		if (!strcmp(table[row].name, name)) ...
 */
#ifndef SONDE_NAMEIX_H
#define SONDE_NAMEIX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct nameix {
	uint32_t *slots;	/* row + 1; 0: free */
	size_t	  mask;		/* number of slots - 1 */
};

void nameix_init(struct nameix *ix, size_t max_rows);
void nameix_fini(struct nameix *ix);
/* at most max_rows times; rows of the same name come back in the order of adding */
void nameix_add(struct nameix *ix, const char *name, uint32_t row);
/* candidates for a name; *it starts at 0; false at the end */
bool nameix_next(const struct nameix *ix, const char *name, uint32_t *it, uint32_t *row);

#endif
