/*
 * carry.h - values that a handler of the kernel makes for a part of it that runs in user space
 */
#ifndef SONDE_PROG_CARRY_H
#define SONDE_PROG_CARRY_H

#include "lang/prog/prog.h"

/*
 * A value whose making may fault is made even if the part turns out not to ask for it. So the fault comes
 * along, too, as the text that a catch would get, and is raised where the part reads the value.
 */
struct carried {
	struct var *value;
	struct var *told;	/* the fault's text, "" for none; NULL: it cannot fault */
};

bool carry_can(const struct type *t);		/* is it of a kind that a record carries */
/* of the text: own: what is made has words of its own, error() */
const struct type *carry_told_type(struct prog *p, bool own);
struct var *carry_var(struct prog *p, const struct type *t, struct span at);	/* hidden; its id is the caller's */
struct expr *carry_read_var(struct prog *p, struct var *v, struct span at);
/* sets both of to, at the end of b */
void carry_make(struct prog *p, struct block *b, const struct carried *to, struct expr *e);
/* what stands for e, where from has its value */
struct expr *carry_read(struct prog *p, const struct carried *from, const struct expr *e);

#endif
