/*
 * ways.h - how control leaves a function: its return instructions, and its jumps into other functions
 *
 * For return probes that do not touch the stack. The kernel's put their own address in the place of the
 * return address, which what unwinds a stack by tables (exceptions of C++, panics of Rust) cannot pass.
 */
#ifndef SONDE_WAYS_H
#define SONDE_WAYS_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/vec.h"

struct elf_file;
struct elf_sym;

struct way_tail {
	uint64_t at;		/* of the jump */
	uint64_t to;		/* beginning of a function, or where no function is: a PLT entry; 0: it is not known */
};

struct ways {
	VEC(uint64_t) rets;	/* addresses of return instructions */
	VEC(struct way_tail) tails;
};

/*
 * ways_out - read the code of a function, with the parts of it that stand elsewhere (f.cold)
 * @ret: the caller's; ways_fini() also after false
 * False when the code cannot be told with certainty: no size is known, or it is no code throughout.
 */
bool ways_out(struct elf_file *f, const struct elf_sym *sym, struct ways *ret);
void ways_fini(struct ways *w);

/* is there something in the file, or in what it is linked to, that unwinds stacks by tables */
bool ways_unwound(struct elf_file *f);

#endif
