/*
 * loc.h - where a variable is: a small typed program over registers and memory
 *
 * What DWARF's location expressions become (lib/dwarf_loc.c) and what emit turns into C. A stack
 * machine of 64-bit values without jumps: its end, its depth and its cost are known before it runs.
 */
#ifndef SONDE_LOC_H
#define SONDE_LOC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf;

enum loc_op {
	LOC_NUM,		/* push num */
	LOC_REG,		/* push register num, DWARF's number of it */
	LOC_OBJECT,		/* push an address of the object: num and where it is loaded */
	LOC_ENTRY,		/* replace a frame's address (CFA) by what register num held when it was entered; may fail */
	LOC_PROGRAM,		/* push an address of the process's executable: num and where its code begins */
	LOC_RUNS,		/* go on only if the process runs the file that num stands for */
	LOC_TLS,		/* push the address of the thread's own data at num, in the executable */
	LOC_DEREF,		/* replace an address by the size bytes there; fails when there is no memory */
	LOC_CUT,		/* replace a value by its size bytes, extended by is_signed */
	LOC_DUP, LOC_DROP, LOC_SWAP, LOC_ROT,
	LOC_SELECT,		/* replace a, b and a condition by a when it is not 0, else by b */
	LOC_PICK,		/* push the entry num below the top */
	LOC_NEG, LOC_NOT, LOC_ABS,
	LOC_ADD, LOC_SUB, LOC_MUL, LOC_DIV, LOC_MOD, LOC_AND, LOC_OR, LOC_XOR, LOC_SHL, LOC_SHR, LOC_SAR,
	LOC_EQ, LOC_NE, LOC_LT, LOC_LE, LOC_GT, LOC_GE,	/* signed */
};

struct loc_step {
	enum loc_op op;
	uint8_t	    size;	/* bytes: LOC_DEREF, LOC_CUT */
	bool	    is_signed;	/* LOC_CUT */
	int64_t	    num;
};

enum loc_kind {
	LOC_MISSING,		/* not to be had here */
	LOC_VALUE,		/* the result is the value, in its low bytes */
	LOC_ADDRESS,		/* the result is the address of the object */
};

struct loc {
	enum loc_kind	 kind;
	struct loc_step	*steps;
	size_t		 nsteps;
};

/* an object that lies in several places: its first piece comes first in memory */
struct loc_piece {
	uint64_t   size;	/* bytes; 0: all of it */
	struct loc loc;
};

enum { LOC_MAX_DEPTH = 16, LOC_MAX_STEPS = 128, LOC_MAX_PIECES = 64 };

bool loc_is_valid(const struct loc *l);		/* depth and number of steps keep their bounds */
bool loc_can_fail(const struct loc *l);		/* it reads memory */
bool loc_has(const struct loc *l, enum loc_op op);
const char *loc_reg_name(unsigned reg);		/* of pt_regs: "di"; NULL: there is none */
void loc_print(const struct loc *l, struct buf *out);	/* "[di + 8]" for messages and tests */

#endif
