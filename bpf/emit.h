/*
 * emit.h - prog to BPF C
 *
 * The C text is one file: rt headers, map declarations, the kernel types that are used, one
 * `static __always_inline void clause_N(struct firing *f)` per kernel clause, one group_N() per
 * group that calls its clauses in script order, then what each provider's emit writes.
 *
 *	emit.c		driver: prog to text, groups, #line
 *	emit_expr.c	expressions as GNU C expressions (statement expressions keep && and ?: lazy)
 *	emit_stmt.c	statements, records
 *	emit_map.c	variables: globals, thread storage, arrays, aggregations, keys
 *	emit_type.c	the members of kernel structures that are used, for CO-RE
 */
#ifndef SONDE_EMIT_H
#define SONDE_EMIT_H

#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lib/buf.h"

struct emit {
	struct prog  *prog;
	struct world *world;
	const struct feature_set *features;
	struct buf    out;		/* text so far */
	VEC(struct group *) groups;	/* all, by provider */
	const struct clause *clause;	/* being emitted */
	const struct func *func;
	const char   *fault_label;	/* where a fault jumps */
	unsigned      label;		/* for fresh labels */
	struct emit_types *types;	/* of emit_type.c */
	VEC(struct span) sites;		/* of faults: their number is in the fault record */
};

/*
 * bpf_emit - the whole program
 * @ret: C text, appended. Returns 0, or -EINVAL after reporting what cannot be done in the kernel.
 * The groups stay in e for attaching.
 */
int bpf_emit(struct emit *e, struct buf *ret);

/* for providers: a program's head. SEC(section) int NAME(ctx_type *ctx) { struct firing f = { .ctx = ctx }; ... */
void emit_program_begin(struct emit *e, const char *section, const char *name, const char *ctx_type);
/* the clauses of group g with f.probe set to C text @probe ("17", "bpf_get_attach_cookie(ctx)") */
void emit_group_call(struct emit *e, const struct group *g, const char *probe);
void emit_program_end(struct emit *e);
/* C text of argument slot i of f: "f.arg[3] = (TEXT);", only if the group reads it */
void emit_arg(struct emit *e, const struct group *g, unsigned slot, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

#endif
