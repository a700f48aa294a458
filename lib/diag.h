/*
 * diag.h - diagnostics with file:line:column and a caret
 *
 * The script is wrong:   diag_error(d, span, ERR_X, ...), then carry on with type_error
 * The system refuses:    return diag_sys(d, -errno, "cannot open %s", path)
 * We are wrong:          assert()
 *
 *	size.d:3:37: error: argument 1 of quantize() must be a scalar, not string [AGG_SCALAR]
 *	    3 |         @sizes[execname] = quantize(execname);
 *	      |                                     ^^^^^^^^
 *	      = hint: for a table of names, key by the name and use count()
 *
 * Messages are lower case, without full stop, and say what was found and what was expected.
 * They are printed to the stream given to diag_new() in the order in which they come.
 */
#ifndef SONDE_DIAG_H
#define SONDE_DIAG_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include "lib/source.h"

enum diag_tag {
#define TAG(name, help) ERR_##name,
#include "lib/diag.def"
#undef TAG
	ERR_COUNT_
};

/* how the head of a message is shaped; the caret is the same in all */
enum diag_style {
	DIAG_SONDE,	/* file:line:col: error: MESSAGE [TAG] */
	DIAG_DTRACE,	/* dtrace: failed to compile script FILE: [[D_TAG] ]line N: MESSAGE */
	DIAG_STAP,	/* parse error: MESSAGE / semantic error: MESSAGE, then "source:" and caret */
};

/* what of a message has a colour of its own */
enum diag_color {
	DIAG_PLACE, DIAG_ERROR, DIAG_WARNING, DIAG_GUTTER, DIAG_CARET, DIAG_SOURCE, DIAG_TOKEN, DIAG_COLORS_,
};

struct diag {
	FILE	       *out;		/* borrowed */
	enum diag_style style;
	bool		color;
	char		palette[DIAG_COLORS_][24];	/* what switches a colour on; "": the style's own */
	bool		errtags;	/* DIAG_DTRACE: show [D_TAG] */
	bool		no_warnings;	/* they are counted, and not shown */
	unsigned	warnings;	/* so far */
	unsigned	errors;		/* errors in the script so far */
	unsigned	sys_errors;	/* refusals of the system so far */
	unsigned	hushed;		/* not 0: errors are neither shown nor counted: what failed may */
	unsigned	max_errors;	/* further ones are counted, not shown; 0: 20 (DIAG_DTRACE: 1) */
	enum diag_tag	first;		/* tag of the first error; ERR_NONE before it */
	bool		parsing;	/* DIAG_STAP: errors are parse errors */
	bool		enabling;	/* DIAG_DTRACE: refusals of the system mean that tracing cannot begin */
	const char     *region;		/* DIAG_DTRACE: part of a clause, said of text that has no lines; or NULL */
	/* diag.c's own */
	bool		muted;		/* the error before was not shown: nor are its notes and hints */
	const struct source *last;	/* DIAG_STAP: file named last */
	bool		repeat;		/* DIAG_STAP: the script's own warnings are said as often as they come (-vv) */
	bool		repeat_errors;	/* DIAG_STAP: errors and warnings about it, too (-v) */
	unsigned	similar, similar_warnings;	/* that were not said again */
	uint64_t	said[64];	/* hashes of those that were said */
	unsigned	nsaid;
};

void diag_init(struct diag *d, FILE *out);
bool diag_failed(const struct diag *d);		/* an error of either kind was reported */

void diag_error(struct diag *d, struct span at, enum diag_tag tag, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
void diag_verror(struct diag *d, struct span at, enum diag_tag tag, const char *fmt, va_list ap);
void diag_warn(struct diag *d, struct span at, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* SystemTap's warn(): the script's own words, each text once unless repeat is set */
void diag_script_warning(struct diag *d, const char *text);
void diag_note(struct diag *d, struct span at, const char *fmt, ...)	/* a second caret */
	__attribute__((format(printf, 3, 4)));
void diag_hint(struct diag *d, const char *fmt, ...)			/* for the message before */
	__attribute__((format(printf, 2, 3)));

/* the system refuses; @err is a negative errno (0: none is shown), returned as given (or -EINVAL) */
int diag_sys(struct diag *d, int err, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

/* SystemTap's words for the first token of a place: "identifier 'foo'", "keyword" */
struct buf;
void diag_put_token(struct buf *b, struct span at);

const char *diag_tag_name(enum diag_tag tag);	/* "AGG_SCALAR" */

#endif
