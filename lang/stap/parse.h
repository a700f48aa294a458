/*
 * parse.h - what the parts of the parser share
 *
 * After an error the parser is in panic: every look at the next token sees the end of the file, so
 * all loops end, further messages are held back, and every function still returns a node. The top
 * level leaves the panic and goes on at the next item.
 */
#ifndef SONDE_STAP_PARSE_H
#define SONDE_STAP_PARSE_H

#include "lang/stap/ast.h"

#define PARSE_DEPTH 1000	/* statements in statements, expressions in expressions */
#define TREE_DEPTH  5000	/* 1+1+1+..., else if ..., make a deep tree without nesting in the text */

struct parser {
	struct compile *c;
	struct arena *arena;
	struct file *file;
	const struct tok *t;
	size_t n, pos;
	bool panic;
	unsigned depth;
	bool in_func;		/* return is allowed */
	unsigned loops;		/* break and continue are allowed */
	size_t print_arg;	/* where the only argument of print() begins: a histogram may stand there alone */
};

const struct tok *peek_tok(const struct parser *p);
const struct tok *peek_at(const struct parser *p, size_t ahead);
enum tok_kind peek_kind(const struct parser *p);
const struct tok *take(struct parser *p);		/* the next token */
bool accept(struct parser *p, enum tok_kind k);		/* take it if it is next */
bool expect(struct parser *p, enum tok_kind k);		/* take it or report */
bool accept_number(struct parser *p, int64_t *ret);	/* with its sign */
/* report "expected WHAT, found TOKEN" at the next token and panic; at the end of the file fail() says that instead */
void fail(struct parser *p, const char *what);
void fail_peek(struct parser *p, const char *what);
void fail_at(struct parser *p, struct span at, enum diag_tag tag, const char *message);
/* report and go on: the grammar is not at a loss */
void complain_at(struct parser *p, struct span at, enum diag_tag tag, const char *message);
bool enter(struct parser *p);				/* false, after reporting: too deep */
void leave(struct parser *p);

struct node *stap_node(struct parser *p, enum node_kind k, struct span at);
struct node *stap_parse_expr(struct parser *p);
/* name, a[k], $x->y: what delete and extractors take */
struct node *stap_parse_lvalue(struct parser *p);
void end_at(struct parser *p, struct node *n);		/* its span goes to the token taken last */
void stap_parse_keys(struct parser *p, struct node *into, enum tok_kind close, bool wild);
struct node *stap_parse_at(struct parser *p);		/* @word(...) */
bool stap_is_operator(const char *name);		/* is it the word of one, without the "@" */
struct snode *stap_parse_block(struct parser *p);
void stap_parse_probe(struct parser *p);		/* a probe or an alias, into the file */
/* embed.c: C as what the language says, or if it cannot as N_EMBED */
struct snode *embed_body(struct parser *p, const struct func_decl *f, const struct tok *t);
void embed_end(struct compile *c, struct file *f);	/* all of the file has been read */
void embed_outside(struct parser *p, const struct tok *t);	/* declarations, into the file */
struct node *embed_value(struct parser *p, const struct tok *t);
struct node *embed_const(struct parser *p, const struct node *n);	/* @const("an expression of C"); NULL: resolve.h folds it */
bool embed_allowed(struct parser *p);		/* may C stand here? false after reporting; it is taken then */

#endif
