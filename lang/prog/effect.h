/*
 * effect.h - what statements read, write and need: for those passes that move them
 */
#ifndef SONDE_PROG_EFFECT_H
#define SONDE_PROG_EFFECT_H

#include "lang/prog/prog.h"

enum {
	EFFECT_READS   = 1,
	EFFECT_UPDATES = 2,	/* an element or a statistic: other elements stay */
	EFFECT_WRITES  = 4,	/* a scalar, or a deletion */
	EFFECT_BINDS   = 8,	/* a loop variable or what is caught: written before it is read */
};

enum {
	NEEDS_USER   = 1,	/* something that only user space has; what actions defer not counted */
	NEEDS_KERNEL = 2,	/* something that only the kernel has */
	NEEDS_MEMORY = 16,	/* ... that handlers of the session can look at, too: memory as it is now */
	NEEDS_STATE  = 8,	/* what an earlier call of the handler left behind (B_STATE) */
	NEEDS_TOKENS = 32,	/* where an earlier tokenize() of the handler stopped */
	NEEDS_FIRING = 4,	/* what belongs to the firing: arguments, the time, who is running */
	NEEDS_PLACE  = NEEDS_KERNEL | NEEDS_MEMORY | NEEDS_FIRING,
};

struct effect {
	unsigned char *globals;	/* EFFECT_* by var->id, of all storages but V_LOCAL */
	unsigned char *locals;	/* by var->id, of the clause or function that was looked at */
	unsigned *refs;		/* how often each local is named */
	size_t	 nlocals;
	unsigned needs;		/* NEEDS_* */
	bool	 escapes;	/* next, return, or break and continue of a loop around */
	bool	 faults;	/* may raise one */
	bool	 acts;		/* something shows outside that it was carried out: printing */
	bool	 ends;		/* exit(), abort(), error(): what follows, here or elsewhere, is up to it */
};

struct effects {
	struct prog   *prog;
	bool	       tokens_in_user;	/* tokenize() counts as something that only user space has */
	struct effect *funcs;	/* by func->id, filled when asked for */
	unsigned char *state;
};

void effects_init(struct effects *x, struct prog *p);
struct effect *effect_new(struct effects *x, size_t nlocals);
/* locals are added too if both are of the same clause or function (as many locals) */
void effect_add(struct effects *x, struct effect *into, const struct effect *from);
/* these add to what is in `into` already */
void effect_of_stmt(struct effects *x, const struct stmt *s, struct effect *into);
void effect_of_block(struct effects *x, const struct block *b, struct effect *into);
void effect_of_expr(struct effects *x, struct expr *e, struct effect *into);

#endif
