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
 * A call for its effect only, with a body in user space, and either none in the kernel or one that
 * just shuts the gate (B_GATE).
 */
struct expr *stmt_action(const struct stmt *s);

/* a probe as its language spells it: SystemTap's point, or the four fields */
const char *probe_label(struct arena *a, const struct probe *p);

#endif
