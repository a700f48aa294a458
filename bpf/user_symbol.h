/*
 * user_symbol.h - data, functions and types of the traced process, by name
 */
#ifndef SONDE_USER_SYMBOL_H
#define SONDE_USER_SYMBOL_H

#include "lang/probe.h"

/* as world.user_symbol */
int user_symbol_find(struct world *w, const char *object, const char *name, uint64_t *addr, const struct type **type);
/* as world.target_types */
bool user_types_next(struct world *w, const char *object, size_t *at, struct target_types *ret);

#endif
