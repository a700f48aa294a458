/*
 * walk.h - what the passes of prog share and nobody else needs
 */
#ifndef SONDE_PROG_WALK_H
#define SONDE_PROG_WALK_H

#include "lang/prog/prog.h"

unsigned op_arity(enum op op);

/* the expressions that stand directly in a statement, those of its blocks not included */
typedef void stmt_expr_fn(struct expr *e, void *ctx);
void stmt_exprs(struct stmt *s, stmt_expr_fn *fn, void *ctx);

/* the blocks that stand directly in a statement; how many */
unsigned stmt_blocks(const struct stmt *s, struct block *ret[3]);

/*
 * stmt_action - the call of an action that a kernel handler has to defer, or NULL
 * A call of an outlined function, or one for its effect only, with a body in user space, and either none in the kernel or one that
 * just shuts the gate (B_GATE).
 */
struct expr *stmt_action(const struct stmt *s);

/* nothing in the kernel but BPF_PROG_TEST_RUN, if that, fires its probes; place.c */
bool clause_can_run_in_user(const struct clause *c);
bool clause_fires_meanwhile(const struct clause *c);	/* when it fires, others do, too; place.c */

/*
 * expr_is_late - is it made of a function that only user space has, and can it be made there later
 * late_leaves - the largest parts of a late expression that are not late themselves, constants left out
 * late_split - an action's call for the record: what is carried along, as arguments of builtin_late, and
 * in late the action itself, where local variable i stands for what is carried i-th. Without a late
 * argument: the call itself, and late NULL.
 */
/*
 * late_call - the carrier of a function that is called later: its arguments are carried along
 */
struct expr *late_call(struct prog *p, struct expr *call, struct expr **late);
bool expr_is_late(const struct expr *e);
void late_leaves(struct expr *e, void (*fn)(struct expr *leaf, void *ctx), void *ctx);
struct expr *late_split(struct prog *p, struct expr *call, struct expr **late);

/* copy.c: node for node; variables and functions are the same. NULL gives NULL */
struct block *block_copy(struct arena *a, const struct block *b);
struct expr *expr_copy(struct arena *a, const struct expr *e);

/*
 * outline_handlers - cut what needs user space out of all handlers of the kernel
 * prog_lift - what the functions that those parts call ask of the firing is handed over; its last step
 * gather_locals - give locals to user space in which it gathers what it makes for a loop of the kernel
 * prog_fits - would prog_place() find a place for each clause
 */
void outline_handlers(struct prog *p);
void prog_lift(struct prog *p);
bool gather_locals(struct prog *p);	/* has it found any */
bool prog_fits(struct prog *p, const struct options *o);

/* nesting.c: the loop of a kernel handler that stands in most others, itself counted; NULL: there is none */
const struct stmt *prog_deepest_loop(const struct prog *p, unsigned *depth);

/* nesting.c: a loop in which so many others stand that the kernel does not follow */
bool loop_is_too_deep(const struct stmt *s);

/*
 * prog_find_cycles - which functions call themselves: sets func.cycle and prog.cycles
 * expr_calls_into - a call in it of a function of that cycle, at the moment it is evaluated
 * func_bodies, func_body - of a function and of all that call each other in a circle with it
 */
void prog_find_cycles(struct prog *p);
bool expr_calls_into(struct expr *e, const struct cycle *c);
bool block_calls_into(struct block *b, const struct cycle *c);
bool loop_calls_into(const struct stmt *s, const struct cycle *c);	/* S_LOOP: somewhere in it */
static inline size_t func_bodies(const struct func *f)
{
	return f->cycle ? f->cycle->funcs.n : 1;
}
static inline struct block *func_body(const struct func *f, size_t i)
{
	return f->cycle ? f->cycle->funcs.v[i]->body : f->body;
}

/* apart.c: can the kernel run the functions of a cycle */
bool apart_can(struct prog *p, const struct cycle *c);

/* a probe as its language spells it: SystemTap's point, or the four fields */
const char *probe_label(struct arena *a, const struct probe *p);

#endif
