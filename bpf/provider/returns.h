/*
 * returns.h - where a probe in user code stands, and its return probes in particular
 *
 * The kernel's return probes replace the return address on the stack. Exceptions of C++ and panics of Rust, which
 * unwind stacks by tables, do not get past that and end the program. So in programs and libraries that
 * unwind, a return probe stands on the function's return instructions. Where a function ends in a jump into
 * another one, the other one's return instructions are its own, when it came there by that jump.
 */
#ifndef SONDE_PROVIDER_RETURNS_H
#define SONDE_PROVIDER_RETURNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct probe;
struct world;

enum place_kind {
	AT_ENTRY, AT_OFFSET,
	AT_CALLER,		/* the kernel's return probe */
	AT_RET,			/* a return instruction of the function */
	AT_JUMP,		/* it jumps into another function: from now on that one's are its own */
	AT_LANDING,		/* the other one's entry */
	AT_OTHERS_RET,		/* the other one's return instruction */
	PLACE_KINDS_
};

struct code_place { enum place_kind kind; uint64_t offset; };

struct code_places {
	const struct code_place *v;
	size_t n;
	bool unseen;		/* some ways out cannot be watched */
};

/* the places of a probe whose data is a struct site; found once */
const struct code_places *places_of(struct world *w, const struct probe *p);

#endif
