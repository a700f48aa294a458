/*
 * foreign.h - what probes, members and symbols of other systems are called here
 */
#ifndef SONDE_D_FOREIGN_H
#define SONDE_D_FOREIGN_H

struct arena;
struct probe_desc;

/* a hint; NULL: not a name that another edition of D has */
const char *d_foreign(const struct probe_desc *d);
/* Linux' name of a system call that has other names elsewhere and the same arguments; NULL: none */
const char *d_foreign_call(struct arena *a, const struct probe_desc *d);
/* hints for a name that this kernel's structures, or its symbols, do not have; NULL: nobody's we know */
const char *d_foreign_member(const char *name);
const char *d_foreign_symbol(const char *name);

#endif
