/*
 * value.h - a value in user space: of eval, of a decoded record, of an aggregation's key
 */
#ifndef SONDE_VALUE_H
#define SONDE_VALUE_H

#include <stdint.h>
#include <stddef.h>
#include "lib/type.h"

struct value {
	const struct type *type;
	int64_t	    i;		/* scalars, extended to 64 bits */
	const void *p;		/* strings (bytes, may lack a NUL: use len), stacks, structs: borrowed */
	size_t	    len;	/* bytes at p; of a string without the NUL */
	int	    is_null;	/* D: a NULL string */
};

/* read one from memory in the type's own layout (a record field, a key, a variable) */
struct value value_load(const struct type *t, const void *bytes, size_t size);
/* the same, but a char array is all its bytes, not the text that it starts with */
struct value value_load_all(const struct type *t, const void *bytes, size_t size);
/* write it; strings are cut and padded with zeros to size */
void value_store(const struct value *v, void *bytes, size_t size);
struct value value_int(int64_t n, const struct type *t);
struct value value_string(const char *s, size_t len);
int64_t value_cut(int64_t n, const struct type *t);	/* to the width and sign of t */

#endif
