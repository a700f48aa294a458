/*
 * ast.h - SystemTap's syntax tree
 *
 * Made by parse.c; complete for the language, also where later stages refuse. A probe's handler is
 * copied (ast_clone) once per kind of probe point it ends up at, so resolution, inference and
 * lowering write what they find into their own copy.
 */
#ifndef SONDE_STAP_AST_H
#define SONDE_STAP_AST_H

#include "lang/front.h"
#include "lang/stap/lex.h"

struct regex;
struct sym;
struct unit_func;
struct c_unit;

enum value_type { VT_UNKNOWN, VT_LONG, VT_STRING, VT_STATS };

enum node_kind {
	N_NUM,		/* num */
	N_STR,		/* str, len */
	N_NAME,		/* name; a variable */
	N_INDEX,	/* a: N_NAME or N_HIST; args: keys, NULL for * */
	N_TARGET,	/* name: "$x", "$$vars", "$return" */
	N_CAST,		/* args: value, type [, module]: @cast */
	N_VAR,		/* args: @var("x" [, module]) */
	N_MEMBER,	/* a, name: a->name; name ending in $: pretty-printed */
	N_SUBSCRIPT,	/* a, b: element of a target value: $x[3], a->b[i] */
	N_ADDR,		/* a: & of a target value */
	N_CALL,		/* name, args */
	N_UNARY,	/* op, a */
	N_BINARY,	/* op, a, b; also concatenation and regex matches */
	N_COND,		/* a ? b : c */
	N_ASSIGN,	/* op: TK_SET, TK_ADD_SET ..., TK_STAT; a, b */
	N_STEP,		/* op: TK_INC TK_DEC; a; postfix */
	N_IN,		/* args in a; a: N_NAME or N_HIST */
	N_EXTRACT,	/* name: "count"; a: N_NAME or N_INDEX; args: parameters */
	N_HIST,		/* the same for @hist_log, @hist_linear */
	N_AT,		/* name: "defined", args: every other @operator */
	N_EMBED,	/* str, len: C that the language cannot say, which a later pass refuses; name: why */
};

struct node {
	enum node_kind kind;
	struct span span;		/* all of it */
	struct span at;			/* the token a message points at */
	unsigned depth;			/* of the tree below */
	enum tok_kind op;
	bool postfix;
	const struct member *part;	/* N_MEMBER made here, of an unnamed member; NULL: by its name */
	unsigned pretty;		/* a target value with so many $ behind it: its text */
	const char *name, *str;
	size_t len;
	int64_t num;
	struct node *a, *b, *c;
	VEC(struct node *) args;

	/* infer.c */
	enum value_type type;
	bool seen;			/* inference was here before */
	bool bad;			/* a message about it is out */
	bool is_stmt;			/* its value is not used */
	bool is_body;			/* N_EMBED: of a function */
	bool prints;			/* N_CALL: print or its like, which no function of the script stands for */
	bool throws;			/* N_CALL: error() */
	bool guarded;			/* N_CALL: a text that is "ERROR" when it cannot be made */
	struct sym *sym;
	struct unit_func *func;
	const struct builtin *builtin;
	const struct sig *sig;
	const struct format *fmt;
	const struct regex *regex;	/* TK_MATCH, TK_NMATCH: b compiled */
	const struct arg *arg;		/* N_NAME that stands for an argument of the probe */
	bool arg_user;			/* ... and is a string in user memory */
};

enum snode_kind {
	SN_EMPTY, SN_BLOCK, SN_EXPR, SN_IF, SN_WHILE, SN_FOR, SN_FOREACH, SN_BREAK, SN_CONTINUE, SN_NEXT,
	SN_RETURN, SN_DELETE, SN_TRY,
};

struct loop_var {
	const char *name;
	struct span span;
	int dir;			/* 0, 1: +, -1: - */
	struct sym *sym;
};

struct snode {
	enum snode_kind kind;
	struct span span;
	struct node *e, *init, *step;	/* condition or value; for's first and last part */
	struct snode *body, *other;
	VEC(struct snode *) list;	/* SN_BLOCK */
	/* foreach (value = [keys] in e[slice] @by dir limit limit) */
	VEC(struct loop_var) keys;
	struct loop_var value;		/* name NULL: none */
	bool has_slice;
	VEC(struct node *) slice;	/* NULL: * */
	const char *by;			/* "count", or NULL */
	int dir;
	struct node *limit;
	/* catch (name) */
	struct loop_var caught;
	bool bad;
	bool astray;			/* SN_BREAK, SN_CONTINUE: in no loop */
};

struct point {
	VEC(struct point_comp) comps;
	bool optional, sufficient;	/* ? and ! */
	struct node *cond;
	struct span span;
};

struct probe_decl {
	struct file *file;
	struct span span;
	VEC(struct point *) names;	/* of an alias */
	VEC(struct point *) points;
	struct snode *body;		/* prologue of an alias; NULL: none */
	struct snode *epilogue;
	bool made;			/* gives variables in C their first values */
};

struct global_decl {
	const char *name;
	struct span span;
	bool is_private, wrap, has_size, has_init;
	bool library;			/* declared in a library file */
	bool thread;			/* made here: one for each thread */
	bool made;			/* of a variable in C */
	int64_t size;
	struct node *init;		/* N_NUM or N_STR */
	struct sym *sym;
};

struct param {
	const char *name;
	struct span span;
	enum value_type type;
};

struct func_decl {
	struct file *file;
	const char *name;
	struct span span;
	bool is_private;
	enum value_type type;
	VEC(struct param) params;
	int64_t priority;
	struct snode *body;
	bool embedded;
	const char *code;		/* ... and its C */
	bool made;			/* of a function in C, which the script has no word of */
	bool candidate;			/* behind another of its name and arity that is called: used, though `next` may not reach it */
	enum { TARGETS_UNKNOWN, TARGETS_LOOKING, TARGETS_NONE, TARGETS_USED } targets;	/* $vars */
};

struct file {				/* one unit */
	struct source *src;
	bool library;			/* of the tapset: nothing in it runs or prints unless it is used */
	bool joined;			/* ... and one of an -I folder that is used */
	const char *program;		/* "/usr/bin/foo" of PATH/usr/bin/foo.stp in such a folder; NULL: for no program */
	size_t probes_done;		/* those that are expanded */
	VEC(struct probe_decl *) probes, aliases;
	VEC(struct global_decl *) globals;
	VEC(struct func_decl *) funcs;
	VEC(const char *) embeds;	/* C at the top level */
	struct c_unit *unit;		/* what that declares; NULL: nothing */
};

struct ast { VEC(struct file *) files; };

struct file *stap_parse_text(struct compile *c, struct source *src);
void stap_parse_into(struct compile *c, struct file *f, const struct source *src);	/* may add nothing */
void *stap_parse(struct compile *c);
void stap_dump_ast(const void *ast, struct buf *out);
void node_print(const struct node *n, struct buf *out);
struct node *node_clone(struct arena *a, const struct node *n);
struct snode *snode_clone(struct arena *a, const struct snode *s);
const char *point_str(struct arena *a, const struct point *p);
const char *value_type_str(enum value_type t);

/* every expression below, before its children; false from the visitor stops the descent */
typedef bool node_fn(struct node *n, void *ctx);
void node_walk(struct node *n, node_fn *fn, void *ctx);
void snode_walk(struct snode *s, node_fn *fn, void *ctx);
bool node_acts(struct node *n);		/* does it call or assign anything: to be evaluated once only */
/* one of a kind that stands where another does */
struct node *node_new(struct arena *a, enum node_kind k, const struct node *like);

#endif
