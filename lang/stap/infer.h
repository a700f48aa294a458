/*
 * infer.h - what the parts of the type inference share
 */
#ifndef SONDE_STAP_INFER_H
#define SONDE_STAP_INFER_H

#include "lang/stap/sem.h"

struct infer {
	struct sema *s;
	struct unit_func *f;	/* whose return statements these are; NULL: a handler's */
};

/* the type of an expression; want: what its surroundings need, VT_UNKNOWN for anything */
enum value_type infer(struct infer *in, struct node *n, enum value_type want);
/* of a variable or an element, statistics too; want flows into it */
enum value_type infer_var(struct infer *in, struct node *n, enum value_type want);
/*
 * What the surroundings want of a node, told to it only if it could not say by itself in the round
 * before: then a conflict is found by who compares, with a better message, and no node is visited
 * twice in a round (nested ones would be visited 2^depth times).
 */
enum value_type infer_wish(const struct node *n, enum value_type t);
#define NO_INDEX (-1)
/* give a symbol's slot (value, key or parameter number @index) a type, or complain at n */
enum value_type infer_settle(struct infer *in, enum value_type *slot, struct span *at, enum value_type t,
			     struct node *n, int index);
/* arity of a symbol's use; false after complaining */
bool infer_arity(struct infer *in, struct sym *sym, size_t arity, struct node *n);

/* infer_call.c */
enum value_type infer_call(struct infer *in, struct node *n, enum value_type want);
bool infer_no_value(const struct node *n);	/* a call of something that gives none */
/* functions between which `next` chooses take and give the same */
void infer_overload(struct infer *in, struct unit_func *f);
/* what a row takes or gives; VT_UNKNOWN: anything, or nothing */
enum value_type infer_sig(const struct sig_arg *a);
void infer_complain(struct infer *in, struct node *n, enum diag_tag tag, const char *what);

/* infer_stmt.c */
void infer_stmt(struct infer *in, struct snode *st);

#endif
