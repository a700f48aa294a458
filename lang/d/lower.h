/*
 * lower.h - what typing and lowering of D share
 *
 * Typing and lowering are one walk: an expression of prog has a type, so making the one decides
 * the other. check.c has the rules about types, decl.c makes types of declarations, lower.c the
 * clauses and statements, lower_*.c the kinds of expressions.
 *
 * Every function here that gives an expression gives one: after an error it is of type_error,
 * which nobody complains about again.
 */
#ifndef SONDE_D_LOWER_H
#define SONDE_D_LOWER_H

#include "lang/builtin/builtin.h"
#include "lang/d/ast.h"
#include "lib/map.h"

enum { KEYS_MAX = 8 };	/* of an array or aggregation (reference D, 2.6, 5.2) */
enum { D_NODES_MAX = 300000 };	/* lowered nodes of one program: inlines can multiply */

enum d_scratch { SCRATCH_UNKNOWN, SCRATCH_NO, SCRATCH_YES };

struct d_parser;

struct d_var {			/* beside the var of prog: what only D's rules need */
	struct var    *var;
	bool	       declared;
	enum d_scratch scratch;	/* holds pointers into alloca memory (2.4) */
	const struct d_xlator *x;	/* holds inputs of this translator, shown as its target's pointers */
	bool	       plain;	/* holds pointers that are none */
	bool	       user;	/* holds pointers into the memory of processes */
};

struct d_inline {
	const struct d_item *item;
	const struct d_dop  *params;	/* NULL: a plain one */
	const struct source *lib;	/* of an embedded library script; NULL: somebody's own */
};

struct d_xlator {		/* translator T < S name > { ... } */
	const struct d_item *item;
	const struct type *target, *source;
	bool broken;		/* reported where it stands */
	const struct source *lib;
};

struct d_env {			/* names that mean something only in the text that is being expanded */
	const struct d_env *up;		/* where arguments are looked up */
	const struct d_inline *in;	/* an inline with its arguments, or */
	struct d_node *const *args;
	struct expr **bound;		/* by argument: the variable that holds it; NULL: it is lowered at each use */
	const struct d_xlator *x;	/* a translator with its input */
	struct expr *input;
	const struct source *lib;	/* the text's home: its variables are its own; NULL: the program */
	struct diag *diag;		/* of the place that arguments come from */
	const struct d_binding *binding;	/* what args mean; NULL: what the probe has */
};

/*
 * What an expression of a translated type stands for. In prog it is a cast of the input to the
 * target's pointer (->), or a load through that (.): as a number it is the input's address, and its
 * members are the translator's expressions.
 */
struct d_xlated {
	const struct d_xlator *x;
	struct expr *input;
};

struct d_lower {
	struct compile *c;
	struct arena   *arena;
	struct diag    *diag;
	struct prog    *prog;
	struct options *opt;
	struct map *vars[4];		/* by enum storage; [V_LOCAL]: aggregations */
	struct map *inlines, *enums, *typedefs, *tags, *probes;
	struct map *texts;	/* types of tables, by their text */
	struct map *definitions;	/* text that a program carries -> struct d_type * of the probe */
	unsigned char *lib_loaded;	/* by row of the library's index; NULL: nothing so far */
	struct map *lacks;		/* name of the library -> why it is not to be had here */
	VEC(struct d_xlator *) xlators;
	struct map *xlated;	/* struct expr * -> struct d_xlated */
	struct map *scratch_temps;	/* struct var * of a hidden local that keeps an alloca() pointer */
	struct map *declared;	/* struct expr * -> type a translated member has, if not the value's own */
	VEC(struct d_var *) by_id;	/* of prog->vars */
	struct clause *clause;		/* NULL: outside of one */
	struct block  *block;		/* of the statement that is lowered; NULL: in none */
	struct unit   *unit;
	const struct d_env *env;
	bool of_mark;			/* a type is a mark's argument: its program's name comes before the kernel's */
	bool blind;			/* a clause was lowered whose types nobody knows */
	VEC(struct probe *) matched;	/* all probes of the clause, of which some are lowered at a time */
	VEC(struct probe *) again;	/* those that a further description of the clause matches as well */
	VEC(const struct d_item *) providers;	/* provider definitions so far */
	VEC(const struct d_binding *) bindings;	/* that are used */
	struct stability arg_stability;	/* of the arguments of the clause's probes */
	const struct d_described *described;	/* what pragmas speak of */
	unsigned nodes, depth;
	unsigned recorded, aggregated, speculated, committed;	/* in this clause so far (11.6) */
	struct span at;			/* of the inline that is expanded, NULL src: none */
};

/* lower_expr.c */
struct expr *d_expr(struct d_lower *l, const struct d_node *n);
struct expr *d_error(struct d_lower *l, struct span at);
bool d_const_int(struct d_lower *l, const struct d_node *n, int64_t *ret);	/* no message of its own */
bool d_constant(struct d_lower *l, const struct d_node *n, int64_t *ret);	/* none at all: declarations say their own */
struct expr *d_int(struct d_lower *l, int64_t n, struct span at);
struct expr *d_fold_binary(struct d_lower *l, enum op op, struct expr *a, struct expr *b,
			   const struct type *t, struct span at);
struct expr *d_binary(struct d_lower *l, enum op op, struct expr *a, struct expr *b, struct span at);
bool d_is_error(const struct expr *e);

/* lower_name.c */
struct expr *d_name(struct d_lower *l, const struct d_node *n);
struct expr *d_scoped(struct d_lower *l, const struct d_node *n);
struct expr *d_symbol(struct d_lower *l, const struct d_node *n);	/* `x; lower_sym.c */
struct expr *d_symbol_addr(struct d_lower *l, const struct d_node *n);	/* &`x: its type need not be known */
struct expr *d_index(struct d_lower *l, const struct d_node *n);
struct expr *d_enumerator_value(struct d_lower *l, int64_t v, struct span at);
struct d_var *d_find_var(struct d_lower *l, enum storage s, const char *name);
struct expr *d_var_value(struct d_lower *l, const struct d_var *dv, struct expr *e);	/* e reads it */
struct d_var *d_new_var(struct d_lower *l, enum storage s, const char *name, const struct type *t,
			struct span at);
/* keys of an array: lowered, checked against v or, when v has none yet, made its key types */
bool d_few_keys(struct d_lower *l, const char *name, size_t n, struct span at);	/* false after reporting */
bool d_keys(struct d_lower *l, struct var *v, const struct d_node *n, bool fresh, struct expr *elem,
	    bool agg);

/* lower_args.c */
void d_list_args(struct d_lower *l, struct probe *p);	/* of what its program carries, for -lv */
void d_list_args_of(struct compile *c, struct probe *p);
struct expr *d_args(struct d_lower *l, const struct d_node *n);

/* expand.c: inlines and translators */
/* an expression of some text in its environment; what is wrong with library text is said at `at` */
struct expr *d_expr_in(struct d_lower *l, struct d_env *env, const struct d_node *n, const char *what, struct span at);
struct expr *d_fit(struct d_lower *l, struct expr *e, const struct type *t);	/* as a member or args[]; NULL: no */
void d_define_inline(struct d_lower *l, const struct d_item *it);
void d_define_xlator(struct d_lower *l, const struct d_item *it);
struct expr *d_expand(struct d_lower *l, const struct d_inline *in, const struct d_node *n);
struct expr *d_env_name(struct d_lower *l, const struct d_node *n);	/* parameter, input; NULL: neither */
struct expr *d_xlate(struct d_lower *l, const struct d_node *n);
/* can a probe's argument of type `from` be shown as `to`: as it is, or by a translator */
bool d_shows_as(struct d_lower *l, const struct type *from, const struct type *to);
struct expr *d_shown(struct d_lower *l, struct expr *e, const struct type *to, struct span at);	/* NULL: it cannot */
const struct d_xlated *d_xlated(const struct d_lower *l, const struct expr *e);	/* NULL: it is not */
/* a pointer (or object, if t is one) of a translated type */
struct expr *d_xlated_as(struct d_lower *l, const struct d_xlated *of, const struct type *t, struct span at);
/* all that the translator says, in a structure of its own; e itself if it is not translated */
struct expr *d_whole(struct d_lower *l, struct expr *e);
struct expr *d_xlated_member(struct d_lower *l, const struct d_xlated *of, const struct d_node *n);

/* lower_mem.c */
struct expr *d_deref(struct d_lower *l, const struct d_node *n);
struct expr *d_addr(struct d_lower *l, const struct d_node *n);
struct expr *d_member(struct d_lower *l, const struct d_node *n);
struct expr *d_element(struct d_lower *l, struct expr *a, const struct d_node *index, struct span at);
const struct type *d_completed(struct d_lower *l, const struct type *t);	/* a structure that is only declared here is defined there */
struct expr *d_load(struct d_lower *l, struct expr *addr, const struct type *t, struct span at);
struct expr *d_decay(struct d_lower *l, struct expr *e);	/* arrays become pointers */
bool d_is_user(const struct d_lower *l, const struct expr *e);	/* leads into the memory of a process */
bool d_is_scratch(struct d_lower *l, const struct expr *e);
struct expr *d_stringof(struct d_lower *l, struct expr *e, struct span at);
struct expr *d_cast(struct d_lower *l, const struct d_node *n);
struct expr *d_sizeof(struct d_lower *l, const struct d_node *n);
struct expr *d_offsetof(struct d_lower *l, const struct d_node *n);

/* lower_set.c: assignments; block NULL: the value is wanted, an E_SEQ is made */
struct expr *d_assign(struct d_lower *l, const struct d_node *n, struct block *block);
struct expr *d_inc(struct d_lower *l, const struct d_node *n, struct block *block);
struct expr *d_temp(struct d_lower *l, struct block *b, struct expr *v);	/* a value kept for the rest of an expression */

/* lower_call.c */
struct expr *d_call(struct d_lower *l, const struct d_node *n, bool statement);
struct expr *d_builtin_var(struct d_lower *l, const struct builtin *b, struct span at);
struct expr *d_builtin_call(struct d_lower *l, const struct builtin *b, const struct d_node *n);
void d_records(struct d_lower *l, const char *name, struct span at);	/* an action that records data is here */
/* lower_agg.c */
void d_agg_assign(struct d_lower *l, const struct d_node *n, struct block *block);
struct expr *d_agg_ref(struct d_lower *l, const struct d_node *n, enum diag_tag bad);
bool d_is_agg(const struct d_node *n);

/* lower_spec.c: speculate() as a statement; commit() and discard() */
void d_speculate(struct d_lower *l, struct expr *call, struct block *b);
void d_spec_end(struct d_lower *l, struct expr *call);

/* lower_attr.c: what is named, for how stable the program is */
void d_attr(struct d_lower *l, struct stability s, const char *what, struct span at);
void d_attr_name(struct d_lower *l, const char *name, struct span at);
void d_attr_type(struct d_lower *l, const struct type *t, struct span at);
void d_attr_desc(struct d_lower *l, const struct probe_desc *d, const struct probe_stability *t);

/* lower_token.c, lower_print.c: calls that become something else; false: an error was said */
struct expr *d_strtok(struct d_lower *l, const struct expr *call);
bool d_print_object(struct d_lower *l, struct expr *call);
void d_pcap_packet(struct d_lower *l, struct expr *call);

/* lower.c */
struct prog *d_lower(struct compile *c, void *ast);
void d_lower_item(struct d_lower *l, const struct d_item *it);
void d_lower_init(struct d_lower *l, struct compile *c);
void d_lower_fini(struct d_lower *l);
struct clause *d_new_clause(struct d_lower *l, struct span at);
void d_lower_stmt(struct d_lower *l, const struct d_stmt *s, struct block *b);
struct expr *d_condition(struct d_lower *l, struct expr *e, const char *what);
bool d_mentions_args(const struct d_item *it);	/* a clause: args[] */
/* lower_desc.c: the probes of a clause, into l->matched */
/* struct frontend's list: a row for each probe of each description, one without a probe where there is none */
int d_list(struct compile *c, void *ast, bool vars, list_fn *fn, void *ctx);
void d_match(struct d_lower *l, const struct d_item *it);
struct probe *d_unique_probe(struct d_lower *l, struct probe *p);	/* in prog->probes */

/* decl.c */
const struct type *d_type_of(struct d_lower *l, struct d_type *t);
const struct type *d_spec_type(struct d_lower *l, struct d_spec *s);
void d_declare(struct d_lower *l, const struct d_item *it);
bool d_check_params(struct d_lower *l, const struct d_dop *op);	/* of a function or probe; false after reporting */
/* a text of the program's types, with no messages: false if there were any */
bool d_read_text(struct d_lower *l, const char *text, void (*read)(struct d_lower *, struct d_parser *, void *), void *ctx);
const struct type *d_type_text(struct d_lower *l, const char *text);	/* "struct path *"; NULL */
const struct type *d_string_type(struct d_lower *l);

/* check.c: pure rules */
const struct type *d_arith_type(const struct type *a, const struct type *b);
bool d_pointers_fit(const struct type *a, const struct type *b);	/* do they point to the same kind of thing? */
bool d_is_null(const struct expr *e);
bool d_is_action_result(const struct type *t);	/* stack, symaddr, usymaddr */
/* e as a value of type t in an assignment or argument; NULL: does not fit */
struct expr *d_convert(struct d_lower *l, struct expr *e, const struct type *t);
const char *d_tstr(struct d_lower *l, const struct type *t);
/* scalar, string or pointer value: arrays decay, char arrays and the rest as they are */
bool d_need_scalar(struct d_lower *l, const struct expr *e, enum op op);
bool d_need_int(struct d_lower *l, const struct expr *e, enum op op);

#endif
