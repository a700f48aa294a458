/*
 * sem.h - what a script means: symbols, functions, handlers; the passes between tree and prog
 *
 * In this order: stap_expand (substitute.c, alias.c: aliases, wildcards, probes found), stap_resolve (resolve.c:
 * names bound), stap_elide (elide.c: what is of no use left out), stap_infer (infer.c: long or string),
 * stap_bounds (bound.c: how long strings get), stap_lower (lower*.c: prog).
 */
#ifndef SONDE_STAP_SEM_H
#define SONDE_STAP_SEM_H

#include "lang/agg/agg.h"
#include "lang/builtin/builtin.h"
#include "lang/stap/ast.h"
#include "lib/nameix.h"

struct sym {
	const char *name;
	struct span span;		/* declaration, or first mention */
	bool is_global, is_param;
	bool read, written;		/* by something other than its own update */
	enum value_type type;
	struct span type_at;		/* what decided it */
	int arity;			/* -1: not known yet; 0: no array */
	struct span arity_at;
	VEC(enum value_type) keys;
	VEC(struct span) keys_at;	/* what decided them */
	VEC(struct agg_use) uses;	/* extractors */
	const char *impossible;		/* bounds of a histogram: see struct var */
	struct span impossible_at;
	struct global_decl *decl;
	/* bound.c: bytes with the NUL; 0: nothing known */
	uint64_t bound;
	VEC(uint64_t) key_bounds;
	const struct type *ctype;	/* C type of the pointer that it holds; NULL: none */
	bool ctype_clash;		/* it was given two different ones */
	bool shows_address;		/* a global that was given a pointer: printed in hex at the end */
	struct var *var;		/* lower.c */
};

/* embed.c: does the C have a mark like "pure" in a comment; and what becomes of it in pass 4 */
bool embed_says(const char *code, const char *pragma);
void embed_refuse(struct compile *c, const struct node *n);

struct unit_func {
	struct func_decl *decl;
	struct handler *ctx;		/* whose $vars it reads: one copy for each such handler; else NULL */
	struct unit_func *next;		/* where `next` goes on: the overload of the same arity; NULL: none */
	const struct builtin *fallback;	/* ... or the library's of that name; NULL: all are exhausted */
	const struct sig *fallback_sig;
	bool has_next;
	bool resolved;			/* its body was, or is being looked at */
	VEC(struct sym *) changes;	/* globals that it assigns */
	VEC(struct unit_func *) calls;
	VEC(struct var *) saved;	/* lower.c: parameters as they were given, for `next` */
	bool seen;			/* by a walk along calls */
	bool acts;			/* elide.c: a call of it does more than give a value */
	struct snode *body;
	VEC(struct sym *) locals;	/* parameters first */
	enum value_type type;
	struct span type_at;
	const struct type *ctype;	/* of the pointer that it returns; NULL: none */
	bool returns_value;		/* a return with an expression exists */
	uint64_t bound;
	struct func *func;
};

/* a piece of a handler: an alias's prologue or epilogue, or the probe's own body */
struct piece {
	struct file *file;
	struct snode *body;
	bool alias;			/* not the script's own */
};

/* a call inside foreach loops: what it changes must not be what they walk */
struct loop_call {
	struct unit_func *func;
	struct sym *array;
	struct span at;
};

/* a value of the entry that a return's handler uses; entry.c */
struct save {
	const char *text, *local;	/* the expression as it is printed; the local that has it */
	const struct file *file;
	struct span at;
	struct sym *kept;		/* per thread and depth */
};

struct handler {			/* what becomes a clause */
	struct probe_decl *decl;
	const struct provider *provider;
	VEC(struct probe *) probes;	/* all with the same arguments, as far as the handler looks */
	bool reads_args;		/* it has a $name of theirs */
	VEC(struct piece) pieces;
	struct point *written;		/* in the script */
	const char *spelling;
	bool is_alias;			/* that is an alias's name */
	VEC(struct piece) conds;	/* body: an SN_EXPR */
	VEC(struct sym *) locals;
	struct clause *clause;
	const struct point *point;	/* as the provider was asked for it */
	const struct point_form *form;	/* that fitted */
	/* entry.c, of a return's */
	struct arena *arena;
	struct handler *entry;		/* NULL: nothing of the entry is needed */
	struct sym *nest;		/* calls under way in this thread */
	VEC(struct save) saves;
};

struct sema {
	struct compile *c;
	struct arena *arena;
	struct ast *ast;
	VEC(struct sym *) globals;
	struct sym *text;		/* $value of procfs, line and char of input; NULL: nobody has it */
	VEC(struct unit_func *) funcs;	/* those that are called */
	VEC(struct handler *) handlers;
	VEC(struct loop_call) loop_calls;
	unsigned nentries;		/* handlers at entries that were made */
	bool uses_groups;		/* matched() or ngroups() is called */
	bool changed;			/* inference found out something */
	uint64_t strsize;
	VEC(struct span) reported;	/* a body that several handlers share is complained about once */
	struct prog *prog;
	struct nameix points;		/* prog's probes, by point_word(), while they are lowered */
	bool listing;			/* -l: points are asked for, not a program; */
	struct feature_set *features;	/* what this kernel allows: where one point is chosen of several */
	bool passed_over;		/* an optional point is not here because this kernel lets nobody probe it */
};

/* diag_error, once per place; false: it was out already */
bool sem_error(struct sema *s, struct span at, enum diag_tag tag, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* are the names of all aliases what names may be? */
void stap_check_aliases(struct sema *s);
void stap_expand(struct sema *s, struct probe_decl *d, bool quiet);
/* alias.c: handlers of one point; *lacking: a point that was looked for in vain. Returns their probes, -1 after reporting */
bool stap_pn_resolved(const struct handler *h);
/*
 * stand_in.c; NULL: the point is what it is. kernel.function("sys_open"): since 4.17 calls enter by __x64_sys_open(), which
 * has the registers for an argument ("syscalls: use wrappers"); what has the old function's arguments is the call itself
 */
const struct point *stap_as_syscall(struct sema *s, const struct point *pt);
/* where functions cannot be probed: the tracepoint that tells the same (reference 5.7) */
const struct point *stap_as_trace(struct sema *s, const struct point *pt);
int stap_expand_written(struct sema *s, struct probe_decl *d, struct point *pt, const struct point **lacking);
/* handlers.c: of one point, whose probes (n > 0) need not have the same variables. Each is a copy of the model */
void stap_make_handlers(struct sema *s, const struct handler *model, struct probe *const *probes, size_t n);
struct piece stap_clone_piece(struct arena *a, const struct piece *from);
/* form.c: words of points. Patterns in a point: every point that its words can make, NULL behind the last */
struct form_walk {
	struct sema *s;
	const struct point *pt;
	size_t at;
	const struct provider *provider;	/* of the point that was returned; and its form */
	const struct point_form *form;
};

const struct point *form_next(struct form_walk *w);
bool form_args_fit(struct sema *s, const struct point *pt);	/* false: reported */
bool form_wild_ok(struct sema *s, const struct point *pt);	/* the same */
/* a point without probes; lacking: the one that it stands on, or itself */
void form_complain(struct sema *s, const struct point *pt, const struct point *lacking);
const char *form_blind(struct sema *s, const struct point *pt);	/* why points of this form cannot be seen here; NULL: they can */
/* absent.c: reports a point of a family that is not here; false: of none */
bool stap_absent_point(struct sema *s, const struct point *pt);
/* sysvar.c: what a plain name means at a probe, as a text to compare; nothing if it means nothing */
void sysvar_signature(const struct probe *p, const char *name, struct buf *out);
/* prune.c: what aliases assign in vain */
void stap_prune(struct sema *s, struct handler *h);
/* argv as an array, for a script that does more than read its elements; argv.c */
void stap_make_argv(struct sema *s);
void stap_resolve_globals(struct sema *s, struct file *f);
void stap_resolve(struct sema *s, struct handler *h);
void stap_resolve_func(struct sema *s, struct unit_func *f);	/* its body, once */
/*
 * Functions that nobody calls: their names and types have to mean something, too. They are put behind the others
 * in s->funcs; returns how many those are.
 */
size_t stap_resolve_unused(struct sema *s);
void stap_infer_known(struct sema *s);		/* conflicts only: what is unknown yet may be left out */
void stap_infer(struct sema *s);
void stap_elide(struct sema *s);		/* elide.c: what is of no use goes; symbols are marked anew */
void stap_check_globals(struct sema *s);	/* rules that need all types */
void stap_bounds(struct sema *s);
void stap_lower_all(struct sema *s);
int stap_list(struct compile *c, void *ast, bool vars, list_fn *fn, void *ctx);
/* end probes that print what was written and never read; "" when there is nothing */
const char *stap_unread_text(struct sema *s, struct file *f);

/* similar.c: " (similar: a, b)" or "" */
const char *similar_functions(struct sema *s, const struct file *from, const char *like);
const char *similar_variables(struct sema *s, struct sym *const *locals, size_t n, const struct sym *sym);

/* target.c: $name and what hangs on it. Types are NULL when there is no such thing; quiet: no message */
const struct type *target_type(struct sema *s, struct handler *h, struct node *n, bool quiet);
/*
 * elsewhere.c: a member that t, the type of n->a, does not have, where this kernel has it; what was a number
 * once, of the one in it. True: n was changed
 */
bool target_put_moved(struct sema *s, struct handler *h, struct node *n, const struct type *t);
bool target_put_number(struct sema *s, struct node *n, const struct type *t);
/* C type of the pointer an expression yields; NULL: just a number */
const struct type *pointer_type(struct sema *s, struct handler *h, struct node *n);
void sym_holds(struct sym *sym, const struct type *pointer);	/* a pointer of that type was assigned; or NULL */
bool target_is_bits(struct sema *s, struct handler *h, struct node *n);	/* a bit-field */
bool target_is_path(const struct node *n);	/* $x, @cast(), ->, subscript */

/* variable.c: variables of the probed code; NULL when there is no such thing */
const struct arg *target_arg(struct sema *s, struct handler *h, const char *name);	/* $x, plain x */
/* can a scalar member, or a bit-field, at an offset of an argument in pieces be had */
bool target_has_part(const struct arg *a, uint64_t offset, const struct type *t, const struct member *field);
const struct arg *target_var(struct sema *s, struct handler *h, const struct node *n);	/* N_VAR */
const struct type *variable_type(struct sema *s, struct handler *h, struct node *n, bool quiet);
/* module NULL: the probed code's own types, then the kernel's; else "kernel", paths, several with colons */
const struct type *variable_named_type(struct sema *s, struct handler *h, const char *name, const char *module);
/* an enumerator that the probed code's own types have */
bool variable_enumerator(struct sema *s, struct handler *h, const char *name, int64_t *value);
bool variable_in_user(struct handler *h, const struct type *to);	/* do pointers to it lead into a program */
/* what a handler that looks at a variable sees of it, as text to compare */
void variable_signature(struct sema *s, const struct arg *a, struct buf *out);
/*
 * A parameter that is saved at the entry of its function, which may have been before we came: who asks for all
 * variables wants no fault. pretty.c
 */
bool pretty_hides(const struct sema *s, const struct arg *a);

/* the statistic named by an extractor: N_NAME or N_INDEX below it */
struct sym *extract_sym(const struct node *n);
bool node_const(const struct node *n, int64_t *ret);	/* a number with its sign */
/* what a condition comes to whatever the rest of it is: x && 0; its effects remain */
bool node_truth(const struct node *n, bool *ret);

#endif
