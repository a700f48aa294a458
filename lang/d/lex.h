/*
 * lex.h - tokens of D
 *
 * The parser drives the lexer: what a byte means depends on where it stands (a probe description,
 * a predicate, an expression), and only the parser knows.
 */
#ifndef SONDE_D_LEX_H
#define SONDE_D_LEX_H

#include "lang/front.h"
#include "lang/stability.h"

enum d_tok {
#define TOK(name, text) T_##name,
#include "lang/d/tok.def"
#undef TOK
	T_COUNT_
};

struct d_token {
	enum d_tok  kind;
	struct span span;
	const char *str;	/* identifier, string, description, macro: interned or arena */
	const char *mod;	/* T_SYM, and a word of D with one (a.out`struct): scope, "" any */
	size_t	    len;
	int64_t	    num;
	const struct type *type;	/* T_INT */
	bool	    bol;	/* first on its line */
	bool	    macro;	/* T_INT: what a macro variable stands for */
};

struct d_named {		/* a name in a pragma */
	const char *name;
	struct span span;
	struct stability stability;	/* rated: #pragma D attributes says so */
	bool rated;
};

struct d_rated {		/* #pragma D attributes N/D/C provider NAME PART */
	const char *provider;
	size_t part;		/* in struct probe_stability, bytes */
	struct stability stability;
};

struct d_described {		/* by #pragma D attributes and binding */
	VEC(struct d_named) names;
	VEC(struct d_rated) providers;
};

struct d_lex {
	struct compile *c;
	const struct source *src;
	size_t	 pos;
	bool	 bol;		/* only blanks since the start of the line */
	bool	 in_pred;	/* a `/` may end the predicate */
	bool	 saw_clause;	/* options come too late now */
	bool	 in_library;	/* a library script: it may depend on what there is not */
	bool	 unmet;		/* so it does */
	bool	 in_header;	/* of the system, in C: only the words of C are words there */
	unsigned char *used;	/* one per $N: referred to */
	struct d_described *described;	/* NULL: nobody asks */
};

void d_lex_init(struct d_lex *l, struct compile *c, const struct source *src, unsigned char *used);
struct d_token d_lex_next(struct d_lex *l);
/*
 * d_lex_spec - a probe description at this place: T_SPEC, or T_NONE when there is none
 * @raw: set to the text as written (before macros), for the decision whether it is a type name
 */
struct d_token d_lex_spec(struct d_lex *l, const char **raw);
void d_lex_seek(struct d_lex *l, size_t pos);
const char *d_tok_text(enum d_tok t);	/* "';'", "identifier" */
bool d_is_keyword(const char *s);

/* control.c: a line that starts with #; l->pos is behind the # */
void d_control_line(struct d_lex *l, size_t start, size_t end);
bool d_macro_known(const struct d_lex *l, const char *name);	/* has it a value, and is it no error to ask for it? */
/* control.c: $name, $$name; false after reporting. text: the value as it is pasted into descriptions */
bool d_macro_text(struct d_lex *l, const char *name, struct span at, const char **text);

#endif
