/*
 * print_int.h - what print.c and print_expr.c share
 */
#ifndef SONDE_PRINT_INT_H
#define SONDE_PRINT_INT_H

#include "lang/prog/prog.h"
#include "lib/buf.h"

struct printer {
	struct buf   *out;
	struct arena *temp;	/* of type names */
	int	      indent;
	bool	      inside;	/* of an E_SEQ: statements on one line */
};

/* ---- print.c ---- */
void printer_block(struct printer *p, const struct block *b);

/* ---- print_expr.c ---- */
const char *printer_agg_name(const struct aggfn *fn);	/* as D has it, else as SystemTap has it */
void printer_type(struct printer *p, const struct type *t);
void printer_var(struct printer *p, const struct var *v);	/* with the mark of its storage */
void printer_list(struct printer *p, struct expr *const *v, size_t n);
void printer_expr(struct printer *p, const struct expr *e);
void printer_wrapped(struct printer *p, const char *before, const struct expr *e, const char *after);

#endif
