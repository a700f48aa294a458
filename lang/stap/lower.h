/*
 * lower.h - what the parts of the lowering share
 */
#ifndef SONDE_STAP_LOWER_H
#define SONDE_STAP_LOWER_H

#include "lang/stap/sem.h"

struct lower {
	struct sema *s;
	struct prog *p;
	struct handler *h;		/* NULL in functions */
	struct unit_func *f;		/* NULL in handlers */
	struct handler *ctx;		/* whose $vars these are; NULL: of none */
	unsigned ntemps;
};

const struct type *lower_type(struct lower *l, enum value_type t, uint64_t bound);
struct var *lower_sym(struct lower *l, struct sym *sym);
struct var *lower_temp(struct lower *l, const struct type *t, struct span at);
struct expr *lower_var(struct lower *l, struct var *v, struct span at);
void lower_set(struct lower *l, struct block *b, struct expr *to, struct expr *value, struct span at);

/* its value in a variable of its own, if it is more than a leaf; what is left is one */
struct expr *lower_once(struct lower *l, struct expr *e, struct block *b);
/* of a leaf, or of a place whose keys are leaves: no node is in the tree twice */
struct expr *lower_copy(struct lower *l, const struct expr *e);
struct expr *lower_concat(struct lower *l, struct expr *a, struct expr *b, struct span at);
/* $value of a procfs reader is assigned to; its value then */
struct expr *lower_made(struct lower *l, struct node *n, struct expr *to, struct block *b);

/* a value: type long (int64) or string */
struct expr *lower_expr(struct lower *l, struct node *n);
/* for its effect; statements go to b */
void lower_effect(struct lower *l, struct node *n, struct block *b);
/* element or VARREF with keys; NULL keys: any */
struct expr *lower_elem(struct lower *l, enum expr_kind k, struct sym *sym, struct node *const *keys,
			size_t nkeys, struct span at);
unsigned lower_use(struct lower *l, struct var *v, const struct aggfn *fn);
struct expr *lower_bucket(struct lower *l, struct node *hist, struct expr *index, struct span at);

void lower_block(struct lower *l, struct snode *st, struct block *b);
void lower_foreach(struct lower *l, struct snode *st, struct block *b);
struct func *lower_func(struct lower *l, struct unit_func *f);

/* target.c */
struct expr *lower_target(struct lower *l, struct node *n, bool address);
struct expr *lower_arg(struct lower *l, const struct node *n);
/* has no probe of a handler a function? NULL: not a handler */
bool stap_without_function(const struct handler *h);
uint64_t stap_call_bound(struct sema *s, struct handler *h, const struct node *n);

#endif
