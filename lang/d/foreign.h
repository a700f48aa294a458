/*
 * foreign.h - what probes, members and symbols of other systems are called here
 */
#ifndef SONDE_D_FOREIGN_H
#define SONDE_D_FOREIGN_H

#include <stdbool.h>

struct arena;
struct probe_desc;

/* a hint; NULL: not a name that another edition of D has */
const char *d_foreign(const struct probe_desc *d);
/*
 * What stands for it here: Linux' name of a system call that has the same arguments, this kernel for
 * another one's (io:genunix::start). false: nothing does
 */
bool d_foreign_desc(struct arena *a, const struct probe_desc *d, struct probe_desc *ret);
/* hints for a name that this kernel's structures, or its symbols, do not have; NULL: nobody's we know */
const char *d_foreign_member(const char *name);
/* the name that a structure's member has here, a path of members with dots maybe; NULL: none that means the same */
const char *d_foreign_same(const char *of, const char *name);
const char *d_foreign_symbol(const char *name);

#endif
