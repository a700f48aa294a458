/*
 * cfi.h - how to get from a function's registers to its caller's, as a table
 *
 * The call frame information of an object (.eh_frame) is a program for each function; here it is
 * run once for all of them, which gives rows that a search and two additions can use: the BPF side
 * unwinds stacks with them. x86-64: what is followed is the program counter, the stack pointer and
 * %rbp, the only register that a frame address is computed from besides the stack pointer.
 * Source: DWARF 5, 6.4; System V ABI for AMD64, 3.7.
 */
#ifndef SONDE_CFI_H
#define SONDE_CFI_H

#include <stddef.h>
#include <stdint.h>

enum cfi_rule {
	CFI_NONE,		/* nothing is known here: try the frame pointer */
	CFI_SP,			/* frame address (CFA) = stack pointer + cfa */
	CFI_BP,			/* CFA = %rbp + cfa */
	CFI_PLT,		/* CFA = stack pointer + 8, and 8 more from the 11th byte of 16 on */
	CFI_SIGNAL,		/* a signal handler's return: registers are in the frame at sp */
	CFI_END,		/* the outermost frame */
	CFI_BP_DEREF,		/* CFA = *(%rbp + cfa) */
};

enum { CFI_BP_SAME = INT16_MIN };	/* the caller's %rbp is still in the register */

struct cfi_row {
	uint32_t at;		/* offset in the file; valid up to the next row's */
	int16_t	 cfa;		/* bytes */
	int16_t	 bp;		/* the caller's %rbp lies at CFA + bp, or CFI_BP_SAME */
	uint32_t rule;		/* enum cfi_rule */
};

/*
 * cfi_read - the rows of an object, by rising offset
 * @path:  of the object; or
 * @image, @size: an object in memory (a vdso) when path is NULL
 * @ret:   the caller's, to be freed; NULL when there is no row
 * Returns how many, or -errno. Bytes are checked; what cannot be expressed becomes CFI_NONE.
 */
long cfi_read(const char *path, const void *image, size_t size, struct cfi_row **ret);

#endif
