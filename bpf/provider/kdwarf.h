/*
 * kdwarf.h - kernel points that need the kernel's debug info
 */
#ifndef SONDE_PROVIDER_KDWARF_H
#define SONDE_PROVIDER_KDWARF_H

#include "lang/probe.h"
#include "lib/dwarf.h"

/*
 * kdwarf_hint - error and hint for a point that cannot be without debug info
 * Returns -EINVAL.
 */
int kdwarf_refuse(struct world *w, const struct probe_desc *d, const char *module);

/*
 * kdwarf_symbol - the function around an address, and how far it is from its beginning
 * With debug info an address of the file that the kernel was linked to, else of the running kernel. NULL: none
 */
const char *kdwarf_symbol(struct world *w, const char *module, uint64_t addr, uint64_t *distance);

/* inlined instances of functions; number found or -errno after reporting. @suffix: ".inline" or "" */
int kdwarf_inlined(struct world *w, const struct probe_desc *d, const char *module, const struct dwarf_pattern *p,
		   const char *suffix, found_fn *found, void *ctx);

/* the kernel's name for a point: kernel or module("M"), what, "name@file:line" */
const char *kdwarf_point(struct world *w, const char *module, const char *word, const struct dwarf_place *at,
			 const char *suffix);

#endif
