/*
 * entry_regs.h - registers at the entry of functions: a program that saves them, for LOC_ENTRY and
 * for where a function that returns has begun
 *
 * Optimised code throws parameters away when it does not need them any more; debug info then says that
 * they had the value of a register at the entry. Only where a script reads such a variable is the entry
 * of its function probed, too.
 */
#ifndef SONDE_PROVIDER_ENTRY_REGS_H
#define SONDE_PROVIDER_ENTRY_REGS_H

#include "bpf/emit.h"

/* as the members of struct provider; groups of probes whose data is a struct site */
void entry_regs_emit(struct emit *e, struct group *const *groups, size_t n);
void entry_regs_prepare(struct session *s);
int entry_regs_attach(struct session *s, struct group *const *groups, size_t n);

#endif
