/*
 * eval_int.h - what the two halves of eval share: eval.c runs statements, eval_expr.c values
 */
#ifndef SONDE_EVAL_INT_H
#define SONDE_EVAL_INT_H

#include "lang/eval/eval.h"

struct eval {
	struct runtime	   *rt;
	const struct event *event;	/* NULL: none */
	struct value	   *locals;	/* of the clause or function that runs, by var->id */
	struct eval_fault   fault;
	size_t		    kept;	/* bytes of rt->out that a fault does not take back (D) */
	bool		    leaving;	/* `next` was executed: everything returns */
	const struct eval_frame *frame;	/* of the function that runs */
	unsigned	    depth;	/* of function calls */
	uint64_t	    actions, max_actions;	/* SystemTap's MAXACTION; max 0: unlimited */
	bool		    few_actions;	/* so low a limit that it is looked at outside of loops, too */
	unsigned	    rounds;	/* of all loops */
	unsigned	    unseen;	/* statements since it was looked at */
};

static inline uint64_t bytes_of(const struct type *t)
{
	return type_strip(t)->size;
}

/* statements and expressions return early when this holds */
static inline bool stopped(const struct eval *e)
{
	return e->fault.code || e->leaving;
}

void eval_raise(struct eval *e, enum fault_code code, int64_t value, struct span at);

/* value of an expression; 0 after a fault */
struct value eval_expr(struct eval *e, const struct expr *x);
/* ... that is stored or handed on: a structure that is not there is a fault */
struct value eval_whole(struct eval *e, const struct expr *x);
int64_t eval_address(struct eval *e, const struct expr *obj);	/* where an object behind a pointer is */
/* part of what lies in memory, which is read as it is now; eval_peek.c */
bool eval_is_far(const struct eval *e, const struct expr *x);
struct value eval_peek(struct eval *e, const struct expr *x);
bool eval_truth(struct eval *e, const struct expr *x);
void eval_block(struct eval *e, const struct block *b);
struct value eval_call_func(struct eval *e, const struct func *f, const struct value *args, size_t n,
			    struct span at);

/* variables; eval_var.c */
size_t var_bytes(const struct var *v);			/* of a value or cell, multiple of 8 */
struct value eval_var(struct eval *e, const struct var *v);
void eval_set_var(struct eval *e, const struct var *v, const struct value *to, struct span at);
void *eval_key(struct eval *e, const struct var *v, struct expr *const *args, size_t n);
bool eval_get(struct eval *e, const struct var *v, const void *key, void *val);
void eval_set_elem(struct eval *e, const struct var *v, const void *key, const struct value *to,
		   struct span at);
struct value eval_elem(struct eval *e, const struct expr *x);
bool eval_in(struct eval *e, const struct expr *x);
/* keys as values; slice: one per key, NULL type: any */
struct value eval_entry_key(const struct var *v, const struct entry *at, size_t i);
struct value *eval_slice(struct eval *e, struct expr *const *args, size_t n);
bool eval_slice_fits(const struct var *v, const struct entry *at, const struct value *slice, size_t n);
void eval_del(struct eval *e, const struct expr *to);

/* eval_sort.c: entries in the order of a foreach */
struct foreach;
void eval_sort(struct eval *e, const struct foreach *fe, struct snapshot *snap);
void eval_forget_order(struct runtime *rt, const struct var *var);	/* the array is emptied */
void eval_forget_place(struct runtime *rt, const struct var *var, const void *key);	/* should it come again, it is new */

int value_order(const struct value *a, const struct value *b);	/* signed numbers, bytes of strings */

#endif
