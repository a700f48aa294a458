/*
 * eval.h - run a clause in user space: the readable definition of what each node means
 */
#ifndef SONDE_EVAL_H
#define SONDE_EVAL_H

#include "lang/eval/runtime.h"

struct eval_frame {		/* a call under way */
	struct span at;
	const struct eval_frame *caller;
};

struct eval_fault {		/* why a clause ended early; code FAULT_NONE: it did not */
	enum fault_code code;
	int64_t	    value;
	const char *message;	/* SystemTap: text for catch and for the report; rt->temp */
	struct span span;
	const struct eval_frame *calls;	/* innermost first, in rt->temp; NULL: not in a function */
};

struct event {			/* arguments of the firing, for tests and user-space probes */
	int64_t arg[16];
	const char *str[16];	/* test events: text behind a pointer argument */
};

/* guard, then body; a false guard is no fault. Deferred statements are carried out at once. */
struct eval_fault eval_clause(struct runtime *rt, const struct clause *c, const struct event *ev);

/*
 * eval_func - run a script function, as a deferred call of an outlined statement does
 * @args: one value per parameter, borrowed. @ret: result, in rt->temp; may be NULL.
 */
struct eval_fault eval_func(struct runtime *rt, const struct func *f, const struct value *args,
			    size_t nargs, struct value *ret);

/* an action of a kernel handler whose values are made now; @carried: what the record brought */
struct eval_fault eval_late(struct runtime *rt, const struct expr *late, struct value *carried);

void eval_forget_orders(struct runtime *rt);	/* at the end: what sorted loops left behind */

/* what SystemTap says of a fault ("division by 0"); borrowed or in rt->temp */
const char *eval_fault_text(struct runtime *rt, enum fault_code code, int64_t value);

#endif
