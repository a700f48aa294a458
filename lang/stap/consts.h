/*
 * consts.h - names that C's headers define by the preprocessor
 */
#ifndef SONDE_STAP_CONSTS_H
#define SONDE_STAP_CONSTS_H

#include <stdbool.h>
#include <stdint.h>

bool stap_const(const char *name, int64_t *ret);	/* false: unknown */

/* C's constant expression of such names, in 64 bits with a sign; false: it is none, or a name is unknown */
typedef bool name_value_fn(void *ctx, const char *name, int64_t *ret);
bool stap_const_expr(const char *text, name_value_fn *value, void *ctx, int64_t *ret);

#endif
