/*
 * library.h - D's library scripts: ours, embedded with an index of their names, and the users' own
 *
 * An item of ours is parsed and lowered when a program uses a name that it defines; what it needs of
 * the kernel and does not find makes it absent, and only who uses it hears of that. Users' libraries
 * (-L DIR) are read as a whole, in front of the program.
 */
#ifndef SONDE_D_LIBRARY_H
#define SONDE_D_LIBRARY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include "lib/diag.h"
#include "lib/vec.h"

struct arena;
struct compile;
struct d_alias;
struct d_item;
struct d_lower;
struct d_parser;
struct world;

/* ---- the index; dlib/embed.py makes it ---- */
enum d_lib_kind {
	LIB_TYPE,	/* typedef */
	LIB_TAG,	/* of a struct, union or enum with a body */
	LIB_NAME,	/* inline, enumerator */
	LIB_XLATOR,	/* by the name of its target */
	LIB_PROBE,	/* by the last of its fields */
};

struct d_lib_file {
	struct source src;
	const char *const *needs;	/* #pragma D depends_on: kind, name, ..., NULL */
};

struct d_lib_row {
	const char *name;
	enum d_lib_kind kind;
	unsigned    file;		/* in d_lib_files */
	uint32_t    at;			/* where the item begins */
	const char *prov, *mod, *func;	/* LIB_PROBE */
};

extern const struct d_lib_file d_lib_files[];
extern const struct d_lib_row d_lib_rows[];
extern const unsigned d_lib_nfiles, d_lib_nrows;

/* ---- what is there ---- */
struct d_library {		/* of one world; in its arena */
	VEC(const char *) files;	/* users' files that were read */
	VEC(const struct d_item *) items;	/* of them; the program has these too */
	VEC(struct d_alias *) aliases;	/* probes of the items read so far; alias.c */
	unsigned char *seen;		/* by row: its probe is among the aliases */
	bool read;			/* the users' libraries are */
	bool matching;			/* a probe of ours looks for its points */
};

struct options;
bool d_lib_has_rows(const struct options *o);	/* the built-in scripts are wanted */
struct d_library *d_library(struct world *w);
void d_alias_add(struct world *w, const struct d_item *it, unsigned row);	/* d_lib_nrows: a user's */
bool d_alias_provider(struct world *w, const char *name);	/* of the items added so far */

/* a row of that name; NULL: none, none whose file's dependencies are met, or no libraries wanted */
const struct d_lib_row *d_lib_find(struct world *w, enum d_lib_kind kind, const char *name);
/* the item of a row, parsed; NULL: it names types that this kernel has not; wrong (if not NULL): which */
const struct d_item *d_lib_item(struct world *w, const struct d_lib_row *row, const char **wrong);
bool d_lib_met(struct world *w, const char *kind, const char *name);	/* depends_on provider|module|library */
/* a name that our libraries have among themselves: ip_next; a program may use it for what it likes */
bool d_lib_is_helper(const char *name);
bool d_lib_row_met(struct world *w, const struct d_lib_row *row);

/* the users' libraries, by the program's parser: their items come before the program's */
void d_lib_read_users(struct d_parser *p);

/* ---- in a program ---- */
/*
 * d_lib_load - lower all items that define the name
 * Returns false if there is nothing of that name, or nothing that fits this kernel.
 */
bool d_lib_load(struct d_lower *l, enum d_lib_kind kind, const char *name);
/* after an error about a name: that the library has it, and why this kernel's program has not */
void d_lib_hint(struct d_lower *l, const char *name);

/* errors of library text are not shown as they are: the program's own text is at fault, or nothing */
struct d_quiet {
	struct diag diag, *shown;
	FILE	   *out;
	char	   *text;
	size_t	    len;
};

void d_quiet_open(struct d_quiet *q);
const char *d_quiet_close(struct d_quiet *q, struct arena *a);	/* the first error's text; NULL: none */
void d_quiet_begin(struct d_lower *l, struct d_quiet *q);
const char *d_quiet_end(struct d_lower *l, struct d_quiet *q);	/* the first error's text; NULL: none */
bool d_lib_is_text(struct span at);	/* of an embedded library script */

#endif
