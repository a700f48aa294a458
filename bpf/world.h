/*
 * world.h - struct world over the running system: all providers, the kernel's types, the target
 */
#ifndef SONDE_WORLD_H
#define SONDE_WORLD_H

#include "lang/probe.h"

extern const struct provider *const all_providers[];	/* generated; ended by NULL */

struct buf;
struct proc;

/*
 * world_init - fill w for a compile on this machine
 * @proc: the traced process, or NULL. The kernel's types are read when first asked for.
 */
void world_init(struct world *w, struct arena *a, struct diag *d, struct options *o,
		struct proc *proc);
void world_fini(struct world *w);

/*
 * libbpf_log - where libbpf's warnings go; NULL: nowhere (who calls it says better what went wrong)
 * world_init() sets NULL. Its hook has no argument: the one mutable variable of the project.
 */
void libbpf_log(struct buf *to);

#endif
