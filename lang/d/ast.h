/*
 * ast.h - the syntax tree of a D program, as it is written: nothing is resolved, nothing typed
 *
 * All of it lives in the arena of the compile. Names are interned. A node's depth counts the
 * levels below it, so that a chain of operators cannot be deeper than the walkers can recurse.
 * Grammar: reference D, sections 1 and 4.
 */
#ifndef SONDE_D_AST_H
#define SONDE_D_AST_H

#include "lang/front.h"
#include "lang/prog/prog.h"
#include "lib/source.h"
#include "lib/vec.h"

enum { D_DEPTH_MAX = 600 };	/* of expressions, declarators and statements */

struct d_node;
struct d_type;

enum d_kind {
	DN_ERROR,	/* reported already */
	DN_INT,		/* num, type: int, long, their unsigned forms */
	DN_STR,		/* str, len */
	DN_IDENT,	/* str */
	DN_SYM,		/* mod`str; mod "" any module; num 1: user symbol (two backticks) */
	DN_MACRO,	/* $target, $pid: str with the dollar; known only when the program runs */
	DN_AGG,		/* @str */
	DN_SELF,	/* self->str */
	DN_THIS,	/* this->str */
	DN_CALL,	/* str(list), a is the callee when it is not a name */
	DN_INDEX,	/* a[list] */
	DN_DOT,		/* a.str */
	DN_ARROW,	/* a->str */
	DN_UNARY,	/* op a */
	DN_DEREF,	/* *a */
	DN_ADDR,	/* &a */
	DN_BINARY,	/* a op b */
	DN_COND,	/* a ? b : c */
	DN_ASSIGN,	/* a = b; has_op: a op= b */
	DN_INC,		/* num +1, -1: how much; post */
	DN_CAST,	/* (type) a; num 1: to a name that is no type here */
	DN_SIZEOF,	/* type or a */
	DN_OFFSETOF,	/* type, str */
	DN_STRINGOF,	/* a */
	DN_XLATE,	/* xlate <type> (a) */
	DN_COMMA,	/* a, b */
};

struct d_node {
	enum d_kind kind;
	struct span span;
	unsigned    depth;
	enum op	    op;
	bool	    has_op, post, paren;
	bool	    macro;		/* DN_INT: $1 and its like */
	int64_t	    num;
	const struct type *itype;	/* DN_INT */
	const char *str, *mod;
	size_t	    len;
	struct span name;		/* of str in DN_DOT, DN_ARROW, DN_CALL */
	struct d_node *a, *b, *c;
	VEC(struct d_node *) list;
	struct d_type *type;
};

/* ---- declarations ---- */
enum d_storage { DS_NONE, DS_TYPEDEF, DS_EXTERN, DS_SELF, DS_THIS, DS_BAD /* auto register static */ };

enum d_base { DB_NONE, DB_VOID, DB_CHAR, DB_INT, DB_FLOAT, DB_DOUBLE, DB_STRING, DB_STRUCT, DB_UNION,
	      DB_ENUM, DB_NAME /* typedef name */ };

struct d_enumerator { const char *name; struct span span; struct d_node *value; };

struct d_scope {		/* of a type: mod`name, ``name */
	const char *mod;	/* "": any module; NULL: none was written */
	bool	    user;	/* of the traced process */
};

struct d_spec {			/* declaration specifiers */
	struct span    span;
	enum d_storage storage;
	enum d_base    base;
	unsigned       nlong;
	bool	       is_short, is_signed, is_unsigned, has_body;
	bool	       userland;	/* pointers lead into the memory of processes */
	bool	       in_header;	/* of the system, in GNU C: enumerators may need 64 bits */
	const char    *name;	/* tag or typedef name; NULL: none */
	struct d_scope scope;	/* of name */
	VEC(struct d_type *) members;		/* has_body, struct or union */
	VEC(struct d_enumerator) enumerators;	/* has_body, enum */
	const struct type *resolved;		/* decl.c; NULL: not yet */
};

struct d_dop {			/* one step of a declarator, from the name outwards */
	enum { DD_PTR, DD_ARRAY, DD_ASSOC, DD_FUNC } kind;
	struct span span;
	struct d_node *dim;		/* DD_ARRAY; NULL: [] */
	VEC(struct d_type *) params;	/* DD_ASSOC keys, DD_FUNC parameters */
	bool varargs;
};

struct d_type {			/* one declarator with its specifiers; a type name has no name */
	struct span    span, name_span;
	struct d_spec *spec;
	const char    *name;	/* NULL: abstract */
	VEC(struct d_dop) ops;
	struct d_node *bits;	/* bit-field width */
	bool	       bad;
};

/* ---- statements and items ---- */
struct d_stmt {
	enum { DT_EXPR, DT_IF, DT_BLOCK } kind;
	struct span span;
	struct d_node *expr;		/* DT_EXPR, condition of DT_IF */
	struct d_stmt *then, *other;
	VEC(struct d_stmt *) list;	/* DT_BLOCK */
};

struct d_desc { const char *text; struct span span; };	/* macros pasted in */

struct d_member { const char *name; struct span span; struct d_node *value; };	/* of a translator */

/*
 * One way to have a probe of the library: points of other providers, a predicate, what args[] and
 * argN are. A helper clause of a probe has ways too, with points only.
 */
struct d_way {
	VEC(struct d_desc) points;
	struct d_node *pred;
	bool	       has_block;
	VEC(struct d_node *) sets;	/* DN_ASSIGN to args[i] or argN */
};

enum d_item_kind { DI_CLAUSE, DI_DECL, DI_INLINE, DI_XLATOR, DI_PROVIDER, DI_ALIAS };

struct d_item {
	enum d_item_kind kind;
	struct span span;
	struct unit *unit;
	VEC(struct d_desc) descs;	/* clause */
	struct d_node *pred;
	struct d_stmt *body;		/* DT_BLOCK; NULL: none was written */
	VEC(struct d_type *) decls;	/* DI_DECL; DI_INLINE: the one; DI_PROVIDER: its probes */
	struct d_spec *spec;		/* DI_DECL without declarator */
	struct d_node *value;		/* DI_INLINE */
	struct d_type *target, *source;	/* DI_XLATOR: T < S name > */
	VEC(struct d_member) members;
	const char *name;		/* DI_PROVIDER; DI_ALIAS: the probe's */
	/* DI_ALIAS, probe of a library: decls are the types of args[] */
	const char *prov, *mod, *func;
	VEC(struct d_way) ways;		/* the first that this kernel has; of a helper too */
	VEC(struct d_item *) helpers;	/* clauses that run where the probe is used, with ways for descs */
	struct d_stmt *after;		/* behind all clauses of the probe; NULL: nothing */
};

struct d_described;

struct d_ast {
	VEC(struct d_item *) items;
	struct d_described *described;	/* what pragmas speak of: lex.h */
};

void d_dump(const void *ast, struct buf *out);

#endif
