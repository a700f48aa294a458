/*
 * target.h - types of the traced process, from the debug info of its files (reference D, 1.7)
 *
 * They are looked for last, when the program, D's own and the kernel have nothing of that name; with a scope, at
 * once: struct a.out`cfg, a.out`struct cfg, struct ``cfg (any file). Nothing is read before.
 */
#ifndef SONDE_D_TARGET_H
#define SONDE_D_TARGET_H

#include "lib/type.h"

struct d_lower;
struct d_scope;
struct diag;
struct world;

/* does the scope mean a file of the process: ``x, a.out`x, app`x where the kernel has no module app */
bool d_target_scope(struct world *w, const struct d_scope *s);
const struct type *d_target_type(struct world *w, const struct d_scope *s, enum type_kind k, const char *name);
const struct type *d_target_enumerator(struct world *w, const struct d_scope *s, const char *name, int64_t *value);
/* what is behind pointers and arrays is a structure of a program: it lies in the memory of processes */
bool d_target_memory(const struct type *t);
/* after an error about a type: where it was looked for in vain; nothing when there is no target */
void d_target_hint(struct d_lower *l, const struct d_scope *s);
void d_target_bare_hint(struct d_lower *l, const struct d_scope *s);	/* only that the first file has none to look into */
/* a structure that one file only declares, another one has it */
const struct type *d_target_complete(struct world *w, const struct type *t);

#endif
