/*
 * variables.h - what debug info says of variables, as arguments of probes
 */
#ifndef SONDE_PROVIDER_VARIABLES_H
#define SONDE_PROVIDER_VARIABLES_H

#include "lang/probe.h"
#include "lib/dwarf.h"

struct elf_file;

struct code_point {
	struct dwarf_file *info;
	const struct dwarf_place *place;	/* NULL: none in this object */
	struct elf_file *elf;			/* for thread-local data; NULL: has none */
	bool	 user;				/* in user memory */
};

/* parameters and locals that can be seen there */
void variables_all(struct world *w, const struct code_point *cp, const char *module, struct arg_list *ret);
struct arg variables_one(struct world *w, const struct code_point *cp, const struct dwarf_var *v);
/* $return of a structure that comes in registers; type of at most 16 bytes */
const struct arg *variables_result(struct world *w, const struct code_point *cp, const struct type *t);

#endif
