/*
 * unwind.h - tables for the BPF side's walk of user stacks (bpf/rt/parts/unwind.bpf.h)
 *
 * An object's table is loaded before the traced process runs when we know that it will be mapped,
 * else soon after a stack was found in it. Nothing here does anything in a program that takes no
 * user stack.
 */
#ifndef SONDE_UNWIND_H
#define SONDE_UNWIND_H

#include <stdbool.h>
#include <stddef.h>
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


/* ---- unwind_rest.c ---- */
struct unwind_rests;
struct usyms;

struct unwind_rests *unwind_rests_new(struct usyms *usyms, int map_fd);	/* NULL: cannot be had */
void unwind_rests_free(struct unwind_rests *r);		/* NULL is fine */
bool unwind_rests_wait(const struct unwind_rests *r);	/* are there some that came? */
void unwind_rests_drain(struct unwind_rests *r);	/* walks them: while their processes are there */
/*
 * the frames that a stack's last one stands for; -1: it is an address like any other. *ret lives as long as r.
 * Of a rest that never came there are 0.
 */
int unwind_rest(const struct unwind_rests *r, uint64_t frame, const uint64_t **ret);
struct unwind_rests *unwind_rests_of(struct unwind *u);	/* NULL is fine */
void unwind_settle(struct unwind *u);			/* the same, after what was mapped until now was heard of */

#endif
