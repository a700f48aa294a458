/*
 * percpu.h - where a per-CPU variable of the kernel is
 */
#ifndef SONDE_PERCPU_H
#define SONDE_PERCPU_H

#include "lang/probe.h"
#include "lang/prog/prog.h"

/*
 * percpu_address - the address of this processor's copy, by __per_cpu_offset[cpu]
 * @addr: a constant, as the kernel's list of symbols has it; returned as it is if it is not one of per-CPU data
 */
struct expr *percpu_address(struct prog *p, struct world *w, struct expr *addr);

#endif
