/*
 * parse.h - what the parser's files share
 *
 * A syntax error is reported once; from there on the parser is in panic and silent until a place
 * where it can go on: behind `;`, before `}`, or at the next item.
 */
#ifndef SONDE_D_PARSE_H
#define SONDE_D_PARSE_H

#include "lang/d/ast.h"
#include "lang/d/lex.h"
#include "lib/map.h"

struct d_parser {
	struct compile *c;
	struct arena *arena;
	struct d_lex lex;
	struct d_token tok, prev;	/* the token looked at; the one taken last */
	bool	     panic;
	bool	     any_type;	/* a name that is not known may be a type: of some other kernel */
	bool	     in_params;	/* of a function or an array's keys */
	unsigned     depth;
	struct map  *types;		/* typedef names of the program */
	struct map  *values;		/* names used as values: no typedef of the kernel hides them */
	struct unit *unit;
	unsigned char *used;		/* by macro argument */
	struct d_ast *ast;
};

struct d_node *d_node(struct d_parser *p, enum d_kind k, struct span at);
struct d_node *d_parse_expr(struct d_parser *p);	/* with commas */
struct d_node *d_parse_assign(struct d_parser *p);	/* one argument */
struct d_node *d_parse_cond(struct d_parser *p);	/* a constant expression */

bool d_starts_type(struct d_parser *p);
bool d_is_type_name(struct d_parser *p, const char *name);
bool d_is_userland(const char *word);	/* in front of a type it says that pointers lead into a process; no word of D elsewhere */
bool d_word_follows(const struct d_parser *p);	/* behind this token, or a star */
bool d_paren_follows(const struct d_parser *p);
struct d_type *d_parse_type_name(struct d_parser *p);
struct d_spec *d_parse_specs(struct d_parser *p);
struct d_type *d_parse_declarator(struct d_parser *p, struct d_spec *spec);
void d_parse_declaration(struct d_parser *p, struct d_item *item);	/* to the `;` */

struct d_token d_advance(struct d_parser *p);
bool d_accept(struct d_parser *p, enum d_tok t);
bool d_expect(struct d_parser *p, enum d_tok t, const char *where);
void d_syntax(struct d_parser *p, const char *expected);
bool d_deeper(struct d_parser *p);	/* false after reporting; pair with p->depth-- */
struct span d_since(const struct d_parser *p, struct span start);

/* predefined typedefs (2.1); NULL: none of that name */
const struct type *d_builtin_typedef(const char *name);
/* parse.c, for parse_alias.c */
struct d_item *d_new_item(struct d_parser *p, enum d_item_kind k, struct span at);
struct d_stmt *d_parse_block(struct d_parser *p);
void d_parse_predicate(struct d_parser *p, struct d_node **ret);
/* parse_alias.c: probe prov:mod:func:name ... of a library */
void d_parse_alias(struct d_parser *p);
void d_parse_provider(struct d_parser *p);	/* the item is then the tree's last */

void *d_parse(struct compile *c);
bool d_parse_unit(struct d_parser *p, struct unit *u);	/* false: a library whose dependencies are not met */
const struct d_item *d_parse_one(struct compile *c, struct unit *u, size_t at);	/* the item there; NULL after reporting */

#endif
