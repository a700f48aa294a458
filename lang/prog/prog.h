/*
 * prog.h - the typed program that both languages become
 *
 * A tree that keeps its structure: what emit turns into BPF C and what eval walks. Gone before it:
 * macros, inlines, translators, aliases, wildcards, compound assignment, ++, type inference, name
 * lookup. Every node has a type and a span; there is no implicit conversion and no unresolved name.
 *
 * Values. An integer, enum or pointer value is a 64-bit register: narrower types are sign- or
 * zero-extended to 64 bits when they are loaded, cast to or stored, arithmetic is done on 64 bits,
 * and the signedness of the *operands'* node type decides / % >> and comparisons. So E_CAST is the
 * only place where a value is cut, besides storing to a variable, key, record or memory.
 * Division: both operands INT64_MIN / -1 wrap. By zero: a fault. Shift counts are masked with 63.
 * Strings are values: at most type->size bytes with the NUL; NULL strings exist in D only (an unset
 * thread-local or element) and are the string value with address 0.
 *
 * Faults. A failed load, a division by zero, a failed copy and so on raise a fault {code, value}
 * at the node's span. Inside S_TRY it jumps to the handler; else it ends the clause (D: fires
 * ERROR; SystemTap: ends the session through error probes). prog.fault says which.
 */
#ifndef SONDE_PROG_H
#define SONDE_PROG_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/source.h"
#include "lib/type.h"
#include "lib/vec.h"

struct aggfn;
struct arena;
struct builtin;
struct buf;
struct diag;
struct format;
struct probe;
struct regex;

enum lang { LANG_D = 1, LANG_STAP = 2 };

/* faults; numbers are D's (DTRACEFLT_*) */
enum fault_code {
	FAULT_NONE = 0, FAULT_BADADDR = 1, FAULT_BADALIGN, FAULT_ILLOP, FAULT_DIVZERO, FAULT_NOSCRATCH,
	FAULT_KPRIV, FAULT_UPRIV, FAULT_TUPOFLOW, FAULT_BADSTACK, FAULT_BADSIZE, FAULT_BADINDEX,
	FAULT_LIBRARY,
	FAULT_OVERFLOW,		/* SystemTap: array is full */
	FAULT_ACTIONS,		/* SystemTap: MAXACTION used up; cannot be caught */
	FAULT_ERROR,		/* SystemTap: error("..."): the message is in the record */
	FAULT_EMPTY,		/* SystemTap: extractor of an empty statistic */
	FAULT_NESTING,		/* SystemTap: MAXNESTING */
	FAULT_ABORT,		/* SystemTap: abort() in a function: told to nobody; cannot be caught */
#define FAULT(name, text) FAULT_##name,
#include "lang/prog/fault.def"
#undef FAULT
};

/* ---- variables ---- */
enum storage {
	V_GLOBAL,		/* lives as long as the session */
	V_THREAD,		/* self->: one per thread, 0 until set, goes away with the thread */
	V_FIRING,		/* this->: one per firing, shared by the clauses of that firing */
	V_LOCAL,		/* of one clause or function, 0 at its start */
};

struct agg_use {		/* one aggregating function kept in a variable */
	const struct aggfn *fn;
	int64_t	 params[5];	/* lquantize base, limit, step; llquantize factor, lmag, hmag, steps */
	unsigned nparams;
	size_t	 offset, size;	/* in the cell, bytes; layout.c */
};

struct var {
	const char	  *name;	/* as the script spells it, without @, self->, this-> */
	enum storage	   storage;
	const struct type *type;	/* value; &type_stat for aggregations */
	VEC(const struct type *) keys;	/* n == 0: scalar */
	VEC(struct agg_use) aggs;	/* type_stat only; D: one, SystemTap: the extractors used */
	struct span	   span;	/* first mention */
	unsigned	   id;		/* index in prog.vars; per function or clause for V_LOCAL */
	size_t		   max_entries;	/* elements; 0: the option's default */
	bool		   wrap;	/* SystemTap %: evict the oldest when full */
	bool		   resets;	/* may be cleared while running: cells carry a generation */
	bool		   taken;	/* take.c: a handler takes it away whole; keys end with an epoch, cells lie by it */
	bool		   of_firing;	/* gather.c: an array in user space with what was a local */
	bool		   in_user;	/* order.c: all that touches it runs in user space, in the order of firing */
	bool		   only_added;	/* take.c: the kernel only adds to it: what user space sets it to is added, too */
	bool		   del_zero;	/* D dynamic variable: storing 0 removes the element */
	bool		   nulls;	/* D string that may be set to NULL, which "" is not: marked behind its NUL */
	bool		   walked_as_is;	/* by a foreach without a direction, too: sorting reorders it */
	bool		   sorted_twice;	/* in different directions: what the first left, equals of the second keep */
	const struct foreach *sorted;		/* SystemTap: by the first such loop that lowering met; NULL: none */
	unsigned char	   sums;	/* emit: how often it is made of itself under a condition */
	bool		   hidden;	/* made by a front end: not listed, not dumped at the end */
	bool		   has_init;
	int64_t		   init;	/* initial value of a scalar, or */
	const char	  *init_str;
	const char	  *impossible;	/* SystemTap: why it cannot be made when a session starts; NULL: it can */
	struct span	   impossible_at;
	/* layout.c; bytes */
	size_t		   offset;	/* in struct globals / thread / firing / locals */
	size_t		   key_size, value_size;	/* key struct; cell or value; multiples of 8 */
	size_t		   seq_offset;	/* in the value: u64 order of insertion; 0: none kept */
	size_t		   birth_offset;	/* ... which of all elements that ever were: not changed by sorting; else seq_offset */
	/*
	 * A program has at most 64 maps, so aggregations and arrays of many share one: the variable whose map
	 * it is (it may be this one), and the place in it when there are no keys. With keys the id is at the
	 * key's end.
	 */
	struct var	  *pool;	/* NULL: a map of its own */
	unsigned	   slot, pooled;	/* pooled: how many share it, of the one whose map it is */
	VEC(size_t)	   key_offsets;
};

/* ---- expressions ---- */
enum expr_kind {
	E_CONST,	/* num */
	E_STR,		/* str: literal; type is a string of its size */
	E_VAR,		/* var: scalar variable of any storage */
	E_ELEM,		/* var, args: element of an array; absent reads as 0 / NULL (D) / "" */
	E_IN,		/* var, args: 1 when the element exists; a NULL arg means any (slice) */
	E_VARREF,	/* var named as an argument of an action: printa(@a), clear(@a) */
	E_CTX,		/* arg: slot of the firing's arguments, cut to this node's type */
	E_LOAD,		/* a: the object that address a points to; space says in whose memory */
	E_MEMBER,	/* a: struct object (E_LOAD, E_MEMBER, E_INDEX, E_VAR); member */
	E_INDEX,	/* a: array object, pointer or string, b: index; element object, checked if the bound
			   is known; behind the end of a string: 0 */
	E_ADDR,		/* a: object; its address */
	E_UNARY,	/* op, a */
	E_BINARY,	/* op, a, b */
	E_COND,		/* a ? b : c */
	E_CAST,		/* a to type (scalars; also object or address to string = stringof) */
	E_AGGREAD,	/* extractor: use (index in var->aggs), var, args = keys, b: @avg-like none or bucket;
			   num 1 or -1: number of the bucket that is b'th by rising or falling count;
			   a: made already, its cell is there; of an array type: all buckets of a histogram */
	E_CALL,		/* builtin, args [, fmt] */
	E_FCALL,	/* func, args */
	E_SEQ,		/* body, then a is the value: assignments inside expressions, x++ */
};

enum op {		/* lang/prog/ops.def has a row for each */
#define OP(name, text, arity) OP_##name,
#include "lang/prog/ops.def"
#undef OP
};

enum space { SPACE_KERNEL, SPACE_USER, SPACE_SCRATCH /* alloca, copyin */ };

struct expr {
	enum expr_kind	   kind;
	struct span	   span;
	const struct type *type;
	enum op		   op;
	enum space	   space;	/* E_LOAD, and stringof casts of addresses */
	bool		   trusted;	/* E_CTX, E_CALL: a kernel pointer that BPF may follow directly */
	bool		   steady;	/* emit: a string that is copied when it is read */
	int64_t		   num;
	const char	  *str;		/* E_STR: may hold NUL bytes; str_len */
	size_t		   str_len;
	unsigned	   arg;		/* E_CTX */
	unsigned	   use;		/* E_AGGREAD */
	const struct member *member;	/* E_MEMBER; of type_strip(a->type), maybe inside anonymous ones */
	struct expr	  *a, *b, *c;
	VEC(struct expr *) args;	/* arguments or keys */
	struct var	  *var;
	const struct builtin *builtin;
	const struct format *fmt;	/* E_CALL of a printf-like builtin: parsed format */
	const struct regex *regex;	/* E_CALL of a match: its literal, compiled */
	struct func	  *func;
	struct block	  *body;	/* E_SEQ */
};

/* ---- statements ---- */
enum stmt_kind {
	S_SET,		/* to: E_VAR, E_ELEM, or E_MEMBER/E_INDEX/E_LOAD of script memory; value */
	S_DEL,		/* to: E_VAR, E_ELEM (NULL args: any) or E_VARREF (all elements) */
	S_AGG,		/* to: E_VARREF + keys in to->args; agg: value(s) in args; use; incr in value or NULL */
	S_IF,		/* cond, body, other (may be NULL) */
	S_LOOP,		/* while (cond) { body; step }: continue goes to step; cond NULL: for ever */
	S_FOREACH,	/* fe */
	S_BREAK, S_CONTINUE,
	S_NEXT,		/* leave the handler */
	S_RETURN,	/* value or NULL */
	S_TRY,		/* body; other handles, catch_var (may be NULL) gets the message */
	S_THROW,	/* value: string, or NULL: FAULT_ABORT */
	S_DO,		/* value: a call evaluated for its effect, or any expression */
	S_DEFER,	/* made by defer.c: rec, call: an action to be carried out by the session loop */
	S_BLOCK,	/* body */
};

struct foreach {
	struct var *array;
	VEC(struct var *) keys;		/* V_LOCAL loop variables, one per key */
	struct var  *value;		/* or NULL */
	VEC(struct expr *) slice;	/* one per key, NULL: any; empty: all */
	int	     sort;		/* 0: none, -1 descending, 1 ascending */
	int	     sort_by;		/* -1: value; else key number */
	int	     sort_use;		/* statistics: index in array->aggs to sort by, -1: count */
	struct expr *limit;		/* or NULL */
};

struct block { VEC(struct stmt *) stmts; };

struct stmt {
	enum stmt_kind kind;
	struct span    span;
	struct expr   *to, *value, *cond;
	VEC(struct expr *) args;	/* S_AGG: aggregated value first */
	unsigned       use;		/* S_AGG: index in to->var->aggs; ~0u: all of them (SystemTap <<<) */
	struct block  *body, *other, *step;
	struct foreach *fe;
	struct var    *catch_var;
	struct record *rec;		/* S_DEFER */
	unsigned       call;		/* S_DEFER: index in rec->calls */
	struct span    turn;		/* loops: the body's beginning, where MAXACTION is told */
	bool	       locks;		/* lock.c: the handler takes its lock before it, if it has not yet */
	bool	       made;		/* not the script's: no action of MAXACTION's */
	bool	       commits;		/* S_IF, defer.c: a later fault does not take back what was recorded so far */
};

/* ---- records: deferred calls on their way through the ring buffer ---- */
struct rec_field {		/* where argument i of a call lies in the record */
	size_t offset, size;	/* bytes from the start of the record; size 0: known at compile time */
};

struct rec_call {
	struct expr *call;	/* E_CALL of an action; its args say what the fields hold */
	VEC(struct rec_field) fields;
	struct expr *late;	/* NULL: call is what is carried out; else see late_split() */
};

struct record {
	unsigned       id;	/* index in prog.records */
	unsigned       number;	/* from 1, among those of its clause (or of all functions) */
	struct clause *clause;	/* who writes it; NULL: a function */
	struct block  *home;	/* block whose deferred calls it carries */
	VEC(struct rec_call) calls;
	VEC(struct var *) takes;	/* take.c: as of a clause, while its calls are carried out */
	size_t	       size;	/* bytes with header, multiple of 8 */
	bool	       prefix;	/* D: a line of default columns begins here and ends after it */
};

/* ---- clauses, functions, program ---- */
enum place { PLACE_KERNEL, PLACE_USER };

struct clause {
	unsigned      id;		/* index in prog.clauses: script order */
	struct span   span;		/* of its probe description(s) */
	struct expr  *guard;		/* or NULL */
	struct block *body;
	enum place    place;
	VEC(struct probe *) probes;	/* where it fires */
	VEC(struct var *) locals;	/* V_LOCAL */
	VEC(struct var *) takes;	/* take.c: what it has for itself while it runs */
	unsigned      lock;		/* lock.c: number in prog.locks, from 1; 0: it needs none */
	bool	      shares;		/* ... together with others that only add */
	int64_t	      order;		/* begin(N), end(N): sequence */
	bool	      speculates;	/* D: a speculate() says which speculation keeps its records */
	bool	      default_action;	/* D: empty body, records that the probe fired */
	const char   *spelling;		/* SystemTap: the point as written after expansion, pn() */
};

struct func;

struct cycle {			/* functions that call each other in a circle; cycle.c */
	unsigned      id;		/* index in prog.cycles */
	VEC(struct func *) funcs;
	bool	      fits;		/* the kernel can run them: apart.c */
};

struct func {
	const char   *name;
	unsigned      id;
	struct span   span;
	const struct type *result;	/* &type_void: no value */
	VEC(struct var *) params;	/* V_LOCAL, first of locals */
	VEC(struct var *) locals;	/* params included */
	struct block *body;
	bool	      in_kernel, in_user;	/* place.c: where it is called */
	bool	      outlined;		/* outline.c: runs in user space, in a kernel handler it is deferred */
	struct cycle *cycle;		/* that it is part of; NULL: it does not call itself */
};

struct lock {			/* of SystemTap's variables that handlers of the kernel use together; lock.c */
	bool	      shared;		/* some only add to them */
};

enum fault_rule { FAULT_ENDS_CLAUSE /* D */, FAULT_ENDS_SESSION /* SystemTap */ };

struct prog {
	struct arena *arena;
	enum lang     lang;
	enum fault_rule fault;
	bool	      record_per_clause;	/* D: a clause's actions are one record, lost as one */
	VEC(struct clause *) clauses;
	VEC(struct func *) funcs;
	VEC(struct cycle *) cycles;
	VEC(struct var *) vars;			/* all but V_LOCAL, in order of first mention */
	VEC(struct probe *) probes;		/* all that a clause names, each once */
	VEC(struct record *) records;
	VEC(struct lock) locks;
	struct var   *text;			/* SystemTap procfs, input: what the session gives and takes; or NULL */
	bool	      peeks;		/* handlers that the session fires may read memory in user space */
	bool	      destructive;		/* an action changes the system */
	unsigned      nesting;			/* how deep calls of functions may nest; 0: as eval can */
	/* layout.c; bytes */
	size_t	      globals_size, thread_size, firing_size;
};

/* constructors; nothing is checked but assertions (verify does that) */
struct prog *prog_new(struct arena *a, enum lang lang);
struct var *prog_var(struct prog *p, const char *name, enum storage s, const struct type *t,
		     struct span at);			/* appended to p->vars unless V_LOCAL */
struct expr *prog_expr(struct prog *p, enum expr_kind k, const struct type *t, struct span at);
struct expr *prog_const(struct prog *p, int64_t n, const struct type *t, struct span at);
struct expr *prog_str(struct prog *p, const char *s, size_t len, struct span at);
struct expr *prog_unary(struct prog *p, enum op op, struct expr *a, const struct type *t, struct span at);
struct expr *prog_binary(struct prog *p, enum op op, struct expr *a, struct expr *b,
			 const struct type *t, struct span at);
struct expr *prog_cast(struct prog *p, struct expr *a, const struct type *t);	/* a itself if no change */
struct stmt *prog_stmt(struct prog *p, enum stmt_kind k, struct span at);
struct block *prog_block(struct prog *p);
void prog_add(struct prog *p, struct block *b, struct stmt *s);
const char *op_text(enum op op);

bool stmt_counts(const struct stmt *s);	/* as one of MAXACTION's statements */
bool stmt_steers(const struct stmt *s);	/* it decides where to go on */

/* the passes, in this order; each is one file */
struct options;
void prog_verify(const struct prog *p);			/* asserts: our own mistakes */
const char *prog_wrong(const struct prog *p);		/* what prog_verify would say; NULL: nothing */
/* SystemTap: kernel handlers that need user space, cut in two */
void prog_outline(struct prog *p, struct diag *d, const struct options *o);
void prog_place(struct prog *p, struct diag *d, const struct options *o);	/* kernel or user space */
void prog_apart(struct prog *p);	/* recursive functions of the kernel: what calls back stands alone */
void prog_defer(struct prog *p, struct diag *d);	/* actions of kernel clauses become records */
void prog_take(struct prog *p);		/* what user space reads and deletes */
void prog_lock(struct prog *p);		/* SystemTap: what kernel handlers must have for themselves */
void prog_layout(struct prog *p, const struct options *o);
enum { NESTING_MAX = 1000 };		/* whatever MAXNESTING says: eval's stack has to hold the calls */
unsigned prog_nesting(const struct prog *p);	/* nesting.c: MAXNESTING where nobody says */
void prog_print(const struct prog *p, struct buf *out);	/* the text form of --dump=prog */
void expr_print(const struct expr *e, struct buf *out);
void block_print(const struct block *b, int indent, struct buf *out);

/* walk every expression below (a pre-order visit); false from the visitor stops the descent */
typedef bool expr_visit_fn(struct expr *e, void *ctx);
typedef bool stmt_visit_fn(struct stmt *s, void *ctx);
void expr_walk(struct expr *e, expr_visit_fn *fn, void *ctx);
/* sorting leaves its mark: later loops over the array see the order that this one made */
static inline bool var_reorders(const struct var *v)
{
	return v->walked_as_is || v->sorted_twice;
}
bool expr_has_wildcard(const struct expr *elem);	/* a[*, k]: one of its keys is NULL */
bool expr_sets(struct expr *x, const struct var *v);	/* an assignment in it, or in what it calls */
/*
 * expr_added - to = to + e on shared memory: e, no update is lost then; minus: to = to - e
 * NULL: it is no such assignment. Nor is one where e changes `to`, which was read before.
 */
const struct expr *expr_added(const struct expr *to, const struct expr *value, bool *minus);
void block_walk(struct block *b, stmt_visit_fn *sfn, expr_visit_fn *efn, void *ctx);
/* the body of every handler and function that runs in the kernel; after prog_place() */
void kernel_walk(const struct prog *p, stmt_visit_fn *sfn, expr_visit_fn *efn, void *ctx);

#endif
