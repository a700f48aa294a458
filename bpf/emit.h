/*
 * emit.h - prog to BPF C
 *
 * The C text is one file: rt headers, map declarations, the kernel types that are used, one
 * `static __always_inline void clause_N(struct firing *f)` per kernel clause, one group_N() per
 * group that calls its clauses in script order, then what each provider's emit writes.
 *
 *	emit.c		driver: prog to text, what all need, #line
 *	emit_clause.c	bodies: clauses, functions of the script, groups
 *	emit_group.c	probes that share a function; tables of their names
 *	emit_expr.c	expressions as GNU C expressions (statement expressions keep && and ?: lazy)
 *	emit_mem.c	objects in memory: addresses, members, loads
 *	emit_call.c	calls of builtins and of the script's functions
 *	emit_stmt.c	statements, records
 *	emit_loop.c	loops, and what is counted in them
 *	emit_cycle.c	functions that call themselves
 *	emit_map.c	variables: globals, thread storage, arrays, keys
 *	emit_set.c	variables set and deleted
 *	emit_touch.c	pages of user memory that handlers want
 *	emit_agg.c	what is added to aggregations
 *	emit_steady.c	strings that have to be copied before a later operand changes them
 *	emit_lock.c	handlers of the kernel that have variables for themselves
 *	emit_sums.c	numbers whose value the verifier must not follow
 *	emit_type.c	the members of kernel structures that are used, for CO-RE
 */
#ifndef SONDE_EMIT_H
#define SONDE_EMIT_H

#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lib/buf.h"

struct emit_buffer {
	unsigned id, size;
};

/*
 * Small buffers that a frame declares: the first `live` of them are taken by the statement that is written and those
 * around it, the others are free for the next. Own the vector's memory by the program's arena.
 */
struct emit_slots {
	VEC(struct emit_buffer) all;
	size_t live;
};

struct emit {
	struct prog  *prog;
	struct world *world;
	struct feature_set *features;
	struct buf    out;		/* functions so far */
	struct buf    decl;		/* C locals of the function being written */
	struct buf    decl_top;		/* maps, tables: before all functions */
	VEC(struct group *) groups;	/* all, by provider */
	VEC(const char *) parts;	/* of the runtime that are needed: their text */
	VEC(unsigned) places;		/* numbers of world_slot() that are read */
	VEC(struct span) sites;		/* of faults: their number is in the fault record */
	VEC(const struct regex *) regexes;	/* tables that are written */
	VEC(const struct regex *) grouped;	/* ... of those whose groups are asked for */
	struct emit_types *types;	/* of emit_type.c */

	/* the function being written */
	const struct clause *clause;
	const struct func *func;
	const char   *fault_label;	/* where a fault jumps */
	const char   *break_label, *continue_label;
	unsigned      label;		/* for fresh names */
	unsigned      stack_used;	/* bytes of small buffers on the BPF stack */
	struct emit_slots slots;	/* these buffers */
	size_t	      scratch_at;	/* next free byte of scratch */
	size_t	      scratch_top;	/* most that was taken */
	size_t	      alloca_at;	/* of the clause's alloca area, plus one; 0: none yet */
	bool	      uses_scratch;
	bool	      in_scratch;	/* its numbers lie in scratch too: it has a loop */
	bool	      counting;		/* its statements are counted, for MAXACTION */
	bool	      few_actions;	/* so low a limit that it is looked at outside of loops, too */
	unsigned      unseen;		/* statements since it was looked at */
	size_t	      result_at;	/* in scratch */
	struct emit_cycle *cycle;	/* that the function is of; NULL: it does not call itself */
	struct buf    loops;		/* callbacks of its loops, they come before it */
	bool	      has_exit;	/* some clause may shut the gate */
	bool	      aborts;	/* some function raises FAULT_ABORT; known behind the functions */
	bool	      ids_used;
	bool	      apart;	/* clauses are functions of their own: the program is long */
	unsigned      share;	/* ... so many of a group at a time; 1: each by itself */
	bool	      loud_nulls;	/* a NULL string is a fault (D) */
	bool	      marks_null;	/* what is written now belongs to a variable that tells NULL from "" */

	/* the whole program */
	size_t	      scratch_size;	/* largest need of any clause */
	size_t	      scratch_base;	/* functions' and this-> strings lie below */
	size_t	      objects_at, objects_size; /* this-> structures and arrays there, together */
	bool	      counts;		/* there is a loop in the kernel */
	size_t	      token_at;		/* in scratch: tokenize()'s text of the handler */
	bool	      tokens;		/* somebody calls it */
	size_t	      match_at;		/* in scratch: struct rt_match of the handler, */
	size_t	      match_groups, match_ways, match_seen;	/* with so many of each; 0: nobody asks for groups */
	unsigned      walks;		/* loops over arrays */
	size_t	      walk_room;	/* elements of the longest of these arrays */
	bool	      walk_text;	/* one goes in the order of texts */
	size_t	      loop_words;	/* in scratch: actions executed, flow of control */
	unsigned char *funcs;		/* by func->id: EMIT_FUNC_* */
	unsigned     *calls;		/* ... from how many places it is called */
	unsigned     *group_calls;	/* the same by group->id */
	bool	      puts;		/* user space hands keys to programs, */
	size_t	      put_size;		/* of which this is the longest, bytes */
	size_t	      zero_size;	/* largest value or key that is started from zeros */
	unsigned      name_width[FIELD_ID];	/* by enum probe_field: bytes of a name with its padding */
	struct span   line;		/* of the last #line */
	VEC(const struct record *) open;	/* D: which record has each place, rec<N> of the function being written */
	bool	      forgets;	/* the clause has many tests: emit_forget.c */
	unsigned      tests;	/* ... and the condition of one is being written */
	unsigned      in_seq;	/* statements inside of an expression are being written */
	bool	      failed;
};

/*
 * bpf_emit - the whole program
 * @ret: C text, appended. Returns 0, or -EINVAL after reporting what cannot be done in the kernel.
 * The groups stay in e for attaching.
 */
int bpf_emit(struct emit *e, struct buf *ret);

void emit_fini(struct emit *e);

/* for providers: a program's head. SEC(section) int NAME(ctx_type *ctx) { struct firing f = { .ctx = ctx }; ... */
void emit_program_begin(struct emit *e, const char *section, const char *name, const char *ctx_type);
/* the clauses of group g with f.probe set to C text @probe ("17", "bpf_get_attach_cookie(ctx)") */
void emit_group_call(struct emit *e, const struct group *g, const char *probe);
/* does reading the argument take registers that were saved at the entry of the probe's function (the part "entry")? */
bool emit_entry_unknown(const struct emit *e, const struct probe *p);
bool emit_saves_entry(const struct emit *e, const struct probe *p, const struct arg *a);
void emit_need_parts(struct emit *e, const char *names);	/* of bpf/rt/parts, with blanks between */
void emit_program_end(struct emit *e);
/*
 * emit_touches - a function touch_N(f) for group N of user probes: has what its handlers read of user memory brought in
 * To be called by a program that may sleep and runs before them. false: there is nothing to bring in.
 */
bool emit_touches(struct emit *e, const struct group *g);
/* C text of argument slot i of f: "f.arg[3] = (TEXT);", only if the group reads it */
void emit_arg(struct emit *e, const struct group *g, unsigned slot, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

#endif
