/*
 * consts.h - names that C's headers define by the preprocessor
 */
#ifndef SONDE_STAP_CONSTS_H
#define SONDE_STAP_CONSTS_H

#include <stdbool.h>
#include <stdint.h>

bool stap_const(const char *name, int64_t *ret);	/* false: unknown */

#endif
