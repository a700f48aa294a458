/*
 * fakes.h - the made-up machine of language cases: fake_world() fills a world with it
 */
#ifndef SONDE_TESTS_FAKES_H
#define SONDE_TESTS_FAKES_H

#include "lang/probe.h"
#include "lib/type.h"

extern struct type_source fake_types;
extern const struct provider *const fake_providers[];
int fake_symbol(struct world *w, const char *module, const char *name, uint64_t *addr);

#endif
