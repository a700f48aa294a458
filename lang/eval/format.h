/*
 * format.h - printf formats: one row per conversion in format.c
 */
#ifndef SONDE_FORMAT_H
#define SONDE_FORMAT_H

#include <stdbool.h>
#include <stddef.h>
#include "lang/eval/value.h"
#include "lang/prog/prog.h"
#include "lib/vec.h"

struct runtime;
struct format_piece;

/* no wider, whatever a * says: an argument must not decide how much memory is used */
enum { FORMAT_WIDTH_MAX = 65535,
       FORMAT_STAR_MAX = 8192 };	/* SystemTap's buffer for output: what a * says is kept within 0 and this */

enum conv_takes { CONV_INT, CONV_STRING, CONV_STRING_OR_INT, CONV_SYM, CONV_USYM, CONV_STACK, CONV_TIME,
		  CONV_CHAR, CONV_PTR, CONV_FLOAT, CONV_BYTES };

struct conv {			/* a row */
	char	    letter;
	unsigned    langs;
	enum conv_takes takes;
	const char *help;
	void (*print)(struct runtime *rt, struct buf *out, const struct format_piece *p,
		      const struct value *v);
};

struct format_piece {
	const char *text;	/* literal text before the conversion, text_len bytes */
	size_t	    text_len;
	const struct conv *conv;	/* NULL: text only (the last piece) */
	bool	    minus, plus, space, alt, zero, quote, ptr_width;
	bool	    zero_first;	/* SystemTap: zeros fill the width beside a precision, too */
	bool	    at;		/* %@: an aggregation's value */
	bool	    star_kept;	/* SystemTap: a negative * is 0, neither a flag nor "none" */
	bool	    width_arg, prec_arg;	/* from an int argument before the value */
	int	    width, prec;	/* -1: none */
	char	    size[3];	/* "", "h", "hh", "l", "ll", "L", "w" */
	int	    arg;	/* first argument it takes (width argument if any), among those after the format */
	struct span span;
};

struct format {
	VEC(struct format_piece) pieces;
	unsigned nargs;		/* arguments consumed, %@ not counted */
};

/*
 * format_parse - take a format apart
 * @at: span of the literal, errors point into it. Returns NULL after reporting.
 */
struct format *format_parse(struct arena *a, struct diag *d, enum lang lang, const char *s, size_t len,
			    struct span at);
/* check argument types by D's or SystemTap's rules; @args: those after the format. Reports. */
bool format_check(const struct format *f, struct diag *d, enum lang lang, struct arena *a,
		  struct expr *const *args, size_t nargs, struct span at, bool printa);
/* run: values in the order of args; widths and precisions among them */
void format_run(struct runtime *rt, struct buf *out, const struct format *f, const struct value *args,
		size_t nargs);
/* printf-like conversion of one piece, for printa's own walk over keys and values */
void format_one(struct runtime *rt, struct buf *out, const struct format_piece *p, const struct value *v,
		int width, int prec);
const struct conv *conv_next(size_t *it);

#endif
