/*
 * consts.h - constants that D's libraries define: errno, signals, flags (reference D, section 3)
 */
#ifndef SONDE_D_CONSTS_H
#define SONDE_D_CONSTS_H

#include <stdbool.h>
#include <stdint.h>

bool d_library_const(const char *name, int64_t *ret);	/* false: there is none of that name */

#endif
