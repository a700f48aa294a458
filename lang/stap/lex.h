/*
 * lex.h - SystemTap's tokens, and the preprocessor that works on them
 *
 * The lexer turns one unit's text into a list; script arguments ($1, @1) are pasted while it does
 * so. The preprocessor turns that list into another: @define, macro calls, %( %? %: %).
 * Semantics: SystemTap Language Reference, "Lexical structure", "Preprocessor".
 */
#ifndef SONDE_STAP_LEX_H
#define SONDE_STAP_LEX_H

#include <stdbool.h>
#include <stdint.h>
#include "lib/diag.h"
#include "lib/source.h"
#include "lib/vec.h"

struct compile;

enum tok_kind {
	TK_EOF,
	TK_IDENT,	/* text; also $name, $$name */
	TK_NUM,		/* num */
	TK_STR,		/* text, len: escapes resolved; may hold NUL bytes */
	TK_AT,		/* text: "@word" */
	TK_EMBED,	/* text: between %{ and %} */
	TK_JUNK,	/* already reported, or unless skipped: later */
#define OP(name, text) TK_##name,
#define KW(name, text) TK_##name,
#include "lang/stap/tok.def"
#undef OP
#undef KW
};

struct tok {
	enum tok_kind kind;
	struct span   span;
	const char   *text;	/* interned, but for TK_STR and TK_EMBED */
	size_t	      len;
	int64_t	      num;
	const char   *later;	/* TK_JUNK: what to say if nothing skips it; NULL: nothing */
	enum diag_tag tag;	/* of that */
};

struct toks { VEC(struct tok) v; };

/* the whole unit, ended by TK_EOF; errors are reported and leave TK_JUNK */
void stap_lex(struct compile *c, const struct source *src, struct toks *ret);
/* macros and conditionals gone, adjacent string literals joined; ended by TK_EOF */
void stap_preprocess(struct compile *c, const struct toks *in, struct toks *ret);

/* is the condition of a %( true? Macros in it are expanded; @at is the %(. false after reporting, too (cond.c) */
bool stap_condition(struct compile *c, const struct toks *cond, const struct tok *at);
/* "WHAT, found TOKEN"; of what the lexer could not read, what is wrong with that */
void stap_unexpected(struct compile *c, const struct tok *t, const char *what);

bool tok_is_keyword(enum tok_kind k);
const char *tok_text(enum tok_kind k);		/* of an operator or keyword */
/* "identifier 'foo'", "operator ';'", "end of file": what a message calls it */
const char *tok_str(struct compile *c, const struct tok *t);

#endif
