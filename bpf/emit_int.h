/*
 * emit_int.h - what the emit*.c files share and nobody else needs
 */
#ifndef SONDE_EMIT_INT_H
#define SONDE_EMIT_INT_H

#include "bpf/emit.h"
#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"

enum { EMIT_FUNC_DONE = 1, EMIT_FUNC_SCRATCH = 2, EMIT_FUNC_BEGUN = 4 };	/* emit.funcs */

#define out(e, ...) buf_printf(&(e)->out, __VA_ARGS__)

/* ---- emit.c ---- */
void emit_line(struct emit *e, struct span at);			/* #line, at the start of a line */
unsigned emit_site(struct emit *e, struct span at);		/* number of a place that can fault */
/* "goto fault" with code, value and place set; C statement */
void emit_fail(struct emit *e, const char *code, const char *value, struct span at);
/* the same for an address that cannot be read; nothing where --skip-badvars makes that 0 */
void emit_unreadable(struct emit *e, const char *value, struct span at);
void emit_error(struct emit *e, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));			/* cannot be done in the kernel */
enum { STACK_ROOM = 160 };	/* bytes for small buffers in one frame */
enum { INLINE_BYTES = 256 };	/* clang writes stores for so many; for 512 it thinks a tenth of a second */
size_t emit_scratch(struct emit *e, size_t size);	/* room in f->scratch: its offset */
void emit_zero(struct emit *e, const char *dst, size_t size);	/* of a key or value; statement */
/* a buffer of that many bytes for the rest of this statement, as C text of type char *; arena */
enum { EMIT_NO_STACK = 1 << 16 };	/* emit.stack_used: slots are in scratch memory */
const char *emit_slot(struct emit *e, size_t size);
unsigned emit_frames_max(const struct emit *e);	/* of the largest stack that is walked */
bool emit_has_many_texts(const struct prog *p);	/* in one clause or function */
bool emit_is_role(const struct group *g, enum probe_role role);

/* ---- emit_text.c ---- */
struct format_piece;

enum { EMIT_HELPER_ROOM = 512 };	/* for the values of one bpf_snprintf(): MAX_BPRINTF_BIN_ARGS */

struct text_call {		/* a call whose text is put together in dst; arguments are a<n>_1 .., or emit_text_arg() */
	const struct expr *x;
	unsigned n;
	const char *dst;
	size_t	size;
};

/* many numbers that wait for their pieces: in scratch memory, as the stack has no room for them */
bool emit_args_wait(const struct expr *call);
const char *emit_text_arg(struct emit *e, const struct text_call *c, int i);	/* the i-th, from 1, as C text */

bool emit_format_is_plain(const struct expr *call);	/* bpf_snprintf() can do it alone */
bool emit_helper_knows(const struct format_piece *p);	/* this conversion */
bool emit_is_printable(const struct format_piece *p);	/* its literal text, for bpf_snprintf() */
void emit_text_format(struct emit *e, const struct text_call *c);
/* the values one after the other; delim: the first argument stands between them */
void emit_text_values(struct emit *e, const struct text_call *c, bool delim, bool newline);

/* ---- emit_splice.c ---- */
/* a conversion, and the text before it, as bpf_snprintf() has them */
void emit_conversion(struct buf *b, const struct format_piece *p);
void emit_literal(struct buf *b, const struct format_piece *p);
bool emit_format_is_spliced(const struct expr *call);
void emit_spliced(struct emit *e, const struct text_call *c);
void emit_concat(struct emit *e, const struct expr *x);

/* ---- emit_fault.c ---- */
void emit_fault_names(struct buf *out);		/* lang/prog/fault.def for the runtime */

/* ---- emit_group.c ---- */
void emit_groups(struct emit *e);		/* fills e->groups */
void emit_names(struct emit *e, bool ids);	/* tables of names that are read, of ids too if asked for; decl_top */

/* ---- emit_expr.c ---- */
/* a scalar as rt_s64 / rt_u64, a string as const char *: one C expression, evaluated once */
void emit_expr(struct emit *e, const struct expr *x);
char *emit_expr_text(struct emit *e, const struct expr *x);	/* the same as arena text */
/* statement that writes the value at C lvalue address @dst (char *), size bytes */
void emit_into(struct emit *e, const struct expr *x, const char *dst, size_t size, bool null_ok);
const char *emit_ctype(const struct type *t);			/* "rt_s32": of a scalar */
const char *emit_wide(const struct type *t);			/* "rt_s64" or "rt_u64" */
bool emit_is_object(const struct type *t);			/* struct, union, array: has an address */
size_t emit_string_size(const struct expr *x);			/* bound in bytes, NUL counted */

/* ---- emit_mem.c ---- */
void emit_addr(struct emit *e, const struct expr *obj);		/* of an object, as rt_u64 */
void emit_load(struct emit *e, const struct expr *x);		/* a scalar out of memory */
enum space emit_space(const struct expr *obj);			/* in whose memory it lies */
/* address of an object in script memory (globals); NULL: it is not script memory */
const char *emit_script_addr(struct emit *e, const struct expr *obj);

/* ---- emit_clause.c ---- */
void emit_bodies(struct emit *e);		/* all of them, into out */
const struct group *emit_error_group(const struct emit *e);	/* the ERROR probe's; NULL: none */
void emit_begin_body(struct emit *e);		/* nothing is taken yet; in_scratch and counting are set */
void emit_clear_locals(struct emit *e, struct var *const *v, size_t n);
void emit_func_head(struct emit *e, const struct func *fn);
void emit_clause_names(struct emit *e);		/* CLAUSE: what bodies of builtins may name */

/* ---- emit_call.c ---- */
void emit_call(struct emit *e, const struct expr *x);
void emit_fcall(struct emit *e, const struct expr *x);
uint64_t emit_nesting(const struct emit *e);	/* how many calls may be under way; 0: that shows by itself */
void emit_call_stmt(struct emit *e, const struct expr *x);	/* a call for its effect */
/* statements that leave a string, stack or bytes result in dst; only if the body takes $dst */
void emit_call_into(struct emit *e, const struct expr *x, const char *dst, size_t size);
size_t emit_probe_width(const struct emit *e, const struct expr *x);	/* of a probe's name, bytes */
const char *emit_alloca_area(struct emit *e);	/* C text: where alloca() of this clause deals from */
bool emit_takes_dst(const struct builtin *b);

/* ---- emit_stmt.c ---- */
void emit_block(struct emit *e, const struct block *b);
void emit_open_records(struct emit *e);
void emit_close_records(struct emit *e);
void emit_begin_tests(struct emit *e, const struct clause *c);
bool emit_forgets(const struct emit *e, const struct expr *x);	/* compared by a copy */

/* ---- emit_loop.c ---- */
bool emit_has_loop(struct block *b);
void emit_reserve_loops(struct emit *e);			/* after places are known, before any scratch */
void emit_loop(struct emit *e, const struct stmt *s);
struct emit_round {		/* a loop as a callback, loop_<n> */
	const struct stmt *loop;
	unsigned n;		/* set by emit_rounds() */
	void (*begin)(struct emit *e, const struct emit_round *r);	/* text before the body: may return 1, it is over */
	const void *ctx;
};
void emit_rounds(struct emit *e, struct emit_round *r);		/* the callback; what calls bpf_loop() comes next, */
void emit_rounds_left(struct emit *e, const struct emit_round *r);	/* then this: where a round jumped to */
/* what is written between these is another function's text, before the one at work */
struct buf emit_apart_begin(struct emit *e);
void emit_apart_end(struct emit *e, struct buf outer);
void emit_count_begin(struct emit *e);				/* no action yet in this firing */
void emit_count(struct emit *e, const struct stmt *s);
void emit_end_of_part(struct emit *e, struct span at);		/* of a branch, or a body: a low limit is looked at */
/* C lvalues: a number of the clause or function; a function's result; arena */
char *emit_local(struct emit *e, const struct var *v);
char *emit_result(struct emit *e);

enum { FLOW_ON, FLOW_NEXT, FLOW_FAULT };			/* of a callback, as numbers in emitted C */
enum { ROUNDS_MAX = 1 << 23 };			/* of one bpf_loop(): BPF_MAX_LOOPS, kernel/bpf/bpf_iter.c */
char *emit_flow(struct emit *e);				/* C lvalue: the word that has it */
void emit_round_begins(struct emit *e, const struct stmt *loop);	/* one more action */
void emit_round_ends(struct emit *e, const struct stmt *loop);	/* MAXACTION, and the step */

/* ---- emit_cycle.c ---- */
void emit_cycle(struct emit *e, const struct cycle *c);		/* functions that call each other, all of them */
bool emit_cycle_call(struct emit *e, const struct stmt *s);	/* if it is a call that closes the cycle */
bool emit_cycle_loop(struct emit *e, const struct stmt *s);	/* ... a loop with such calls in it */
void emit_cycle_text(struct emit *e, const struct expr *value);	/* what a function of it returns */
void emit_cycle_nothing(struct emit *e);			/* ... where it does not say */

/* ---- emit_loc.c ---- */
void emit_place(struct emit *e, const struct expr *x);		/* E_CTX of a variable with a place */
void emit_places(struct emit *e);				/* after all that reads them; into decl_top */

/* ---- emit_steady.c ---- */
void emit_mark_steady(struct emit *e);				/* sets expr.steady */

/* ---- emit_sums.c ---- */
enum { EMIT_SUMS = 6 };			/* so many paths, two to the sixth, every verifier follows */
void emit_count_sums(struct emit *e);				/* sets var.sums */

/* ---- emit_regex.c ---- */
unsigned emit_regex(struct emit *e, const struct regex *re);	/* number of rt_regex_N(const char *) */
unsigned emit_grouped(struct emit *e, const struct regex *re);	/* number of rt_grouped_N(), which keeps groups */
void emit_reserve_match(struct emit *e);			/* for the groups of a handler's last match */
void emit_match_begin(struct emit *e);				/* it had none yet */
void emit_match_sizes(struct emit *e, struct buf *out);	/* what the part "groups" has to know */

/* ---- emit_map.c ---- */
void emit_maps(struct emit *e);					/* definitions, into decl_top */
/* C text: where an aggregation without keys lies in its map */
const char *emit_slot_of(struct emit *e, const struct var *v);
/* statements that fill a key; returns the name of a pointer to it (arena) */
const char *emit_key(struct emit *e, const struct var *v, struct expr *const *args, size_t n);
/* the same in scratch memory, wherever the function's others lie: its offset there */
size_t emit_key_in_scratch(struct emit *e, const struct var *v, struct expr *const *args, size_t n);
void emit_var_read(struct emit *e, const struct expr *x);	/* E_VAR, E_ELEM, E_IN */
bool emit_by_value(const struct type *t);			/* held as a scalar, not as bytes */
unsigned emit_map_id(const struct var *v);			/* of the variable whose map holds v */
const char *emit_number(struct emit *e, const struct var *v);	/* lvalue of a V_FIRING or V_LOCAL scalar */

/* ---- emit_set.c ---- */
void emit_set(struct emit *e, const struct expr *to, struct expr *value, struct span at);
void emit_del(struct emit *e, const struct expr *to);
/* what a map says of an element that is there already: not found then, somebody has deleted it since */
#define EMIT_EXISTS "-17"
/* an expression, 0 when the element is stored; old: room for a key of a wrapping array */
void emit_put_elem(struct emit *e, const struct var *v, const char *key, const char *value, const char *flags,
		   const char *old);
/* an element was not made; err: C text, the error that says why */
void emit_overflow(struct emit *e, const struct var *v, const char *err, struct span at);

/* ---- emit_walk.c ---- */
void emit_foreach(struct emit *e, const struct stmt *s);
void emit_in_slice(struct emit *e, const struct expr *x);	/* E_IN with wildcards: an expression */
void emit_del_slice(struct emit *e, const struct expr *to);
void emit_del_all(struct emit *e, const struct var *v);	/* all elements */
/* "place_<ID>", for arrays that user space sorts and the kernel walks: where an element is in the order */
void emit_placers(struct emit *e);
void emit_walk_sizes(struct emit *e, struct buf *out);		/* what the part "walk" has to know */

/* ---- emit_lock.c ---- */
void emit_need_locks(struct emit *e);
void emit_lock_sizes(struct emit *e, struct buf *out);		/* what the part "lock" has to know */
void emit_lock_begin(struct emit *e, const struct clause *c);	/* with the clause's locals */
void emit_lock(struct emit *e, const struct clause *c);		/* before a statement that needs it */
void emit_lock_end(struct emit *e, const struct clause *c);	/* behind the label next */

/* ---- emit_fold.c ---- */
/*
 * emit_fold - all CPUs' cells of a statistic into words of scratch; a statement
 * @at: the key's bytes in scratch; ignored without keys. @use: index in v->aggs, -1: none. @seq: the first word
 * is the place in the order, 0: nobody has added. @index: scratch word with a bucket's number, or 0.
 * Returns where the words are.
 */
struct emit_fold {
	const struct var *var;
	size_t key;		/* bytes in scratch */
	int    use;
	bool   seq;
	size_t index;
};
size_t emit_fold(struct emit *e, const struct emit_fold *fold);
void emit_fold_value(struct emit *e, const struct agg_use *use, size_t sum);	/* an expression; rt_s64 */
void emit_extract(struct emit *e, const struct expr *x);	/* E_AGGREAD: an expression */
/* E_AGGREAD as an array: all buckets of a histogram, to C address dst; a statement */
void emit_buckets_into(struct emit *e, const struct expr *x, const char *dst, size_t size);

/* ---- emit_agg.c ---- */
/* a row's C text; what $cell, $sum, $1, $incr and $from stand for, as C text */
struct agg_names { const char *cell, *sum, *value, *incr, *from; };
void emit_agg_text(struct emit *e, const char *text, const struct agg_use *use, const struct agg_names *names);
void emit_agg(struct emit *e, const struct stmt *s);
void emit_need_put(struct emit *e, size_t key_size);	/* rt_put has room for such a key */
void emit_put(struct emit *e);				/* defines it, after all who need it */
/* "add_<ID>", a program for each aggregation that handlers in user space fill: it adds for them */
unsigned emit_finders(struct emit *e);		/* functions that look for cells, how many: decl_top */
void emit_adders(struct emit *e);

/* ---- emit_type.c ---- */
struct emit_types *emit_types_new(struct arena *a);
/* C name of a kernel struct or union, "struct task_struct", whose member m will be read */
const char *emit_type_use(struct emit *e, const struct type *sou, const struct member *m);
void emit_types_print(struct emit *e, struct buf *out);

#endif
