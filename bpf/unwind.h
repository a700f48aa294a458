/*
 * unwind.h - tables for the BPF side's walk of user stacks (bpf/rt/parts/unwind.bpf.h)
 *
 * An object's table is loaded before the traced process runs when we know that it will be mapped,
 * else soon after a stack was found in it. Nothing here does anything in a program that takes no
 * user stack.
 */
#ifndef SONDE_UNWIND_H
#define SONDE_UNWIND_H

#include <stdint.h>

struct session;
struct unwind;

/*
 * unwind_new - after loading, before anything fires
 * Loads the tables of what the target has mapped or its loader will. NULL: the program has no
 * unwinder. To be freed before the object is closed.
 */
struct unwind *unwind_new(struct session *s);
void unwind_free(struct unwind *u);		/* NULL is fine */
/* tables that were asked for; now_ns: CLOCK_MONOTONIC, it looks only now and then */
void unwind_poll(struct unwind *u, int64_t now_ns);

#endif
