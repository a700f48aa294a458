/*
 * dwarf.h - an object's debug info: functions, lines, variables, types; through libdw
 *
 * The info may lie in the object, in a file that its build id or .gnu_debuglink leads to, or on a
 * debuginfod server when $DEBUGINFOD_URLS names one (libdwfl looks). Everything is read when it is
 * first asked for and kept for the life of the file. Addresses are the object's own, as in its
 * symbol table. Bytes from outside are not believed: what makes no sense is left out.
 *
 *	dwarf.c		opening; functions and their inlined instances
 *	dwarf_name.c	their names, patterns for them
 *	dwarf_call.c	which ones a function calls
 *	dwarf_line.c	source lines, labels
 *	dwarf_type.c	types
 *	dwarf_var.c	variables that can be seen at an address
 *	dwarf_loc.c	where they are
 */
#ifndef SONDE_DWARF_H
#define SONDE_DWARF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lib/loc.h"
#include "lib/vec.h"

struct arena;
struct dwarf_die;		/* of dwarf_int.h */
struct dwarf_file;
struct type;
struct type_source;

struct dwarf_func {
	const char *name;	/* "f"; in C++ with its scopes: "ns::cls::f" */
	const char *symbol;	/* what the linker calls it; NULL: name */
	const char *file;	/* of its declaration, full path as recorded; "" when unknown */
	unsigned    line;
	bool	    external;
	bool	    has_code;	/* an out-of-line instance: */
	uint64_t    entry;	/* its address */
	const struct dwarf_die *die;
	const struct dwarf_die *around;	/* of one that was declared nowhere: what it lies in; NULL else */
};

/* a place in code, and the instance of a function that it belongs to */
struct dwarf_place {
	uint64_t    addr;
	const struct dwarf_func *func;
	const char *file;	/* what a probe point names: the function's, or the statement's */
	unsigned    line;
	bool	    inlined;	/* the instance stands in another function */
	const char *label;	/* NULL: none */
	const struct dwarf_die *scope;	/* of the instance */
	uint64_t    func_low;	/* entry of the out-of-line function around it */
	uint64_t    caller_low;	/* dwarf_each_callee(): entry of the function that calls it; 0: inlined */
};

struct line_range { unsigned from, to; };

/* "func@file:LINES" taken apart; strings are in the arena */
struct dwarf_pattern {
	const char *func;	/* pattern */
	const char *file;	/* pattern, matches the end of a path; NULL: any */
	enum { LINES_NONE, LINES_ABS, LINES_REL, LINES_ALL } lines;
	VEC(struct line_range) ranges;	/* LINES_ABS, LINES_REL */
};

/* false: what follows the file is no list of lines */
bool dwarf_pattern_parse(struct arena *a, const char *text, struct dwarf_pattern *ret);
/* does a function's name fit: as it is, without its scopes, with its parameters, by its symbol */
bool dwarf_name_fits(const char *pattern, const char *name, const char *symbol);
bool dwarf_file_fits(const char *pattern, const char *path);	/* NULL fits all */

/*
 * A file of somebody who keeps such: the one with this key, or what make() writes (0 or -errno) into a new one.
 * Returns a descriptor, the caller's, or -errno.
 */
typedef int dwarf_keep_fn(const char *key, int (*make)(int fd, void *ctx), void *ctx);

/*
 * dwarf_file_open - the debug info of an object
 * @a:    what is handed out lives there; the file may be closed before
 * @keep: keeps what was unpacked for the next run; NULL: nothing is kept
 * NULL with errno: ENODATA when there is none, EBADMSG when nothing of it makes sense, or why it cannot be opened.
 */
struct dwarf_file *dwarf_file_open(struct arena *a, const char *path, dwarf_keep_fn *keep);
void dwarf_file_close(struct dwarf_file *f);		/* NULL is fine */
struct type_source *dwarf_types(struct dwarf_file *f);
const char *dwarf_missing_split(struct dwarf_file *f);	/* a .dwo file that it needs and has not found; NULL: none */
/* what could not be read of it so far, "SECTION: why": something may be missing; NULL: nothing */
const char *dwarf_damage(struct dwarf_file *f);
void dwarf_save_entries(struct dwarf_file *f);		/* locations may have LOC_ENTRY: its registers are saved */

typedef int dwarf_place_fn(const struct dwarf_place *p, void *ctx);	/* non-zero stops */

enum { DWARF_CALLED = 1, DWARF_INLINED = 2 };		/* which instances */
/* instances of functions that fit; a pattern with lines: those that contain one. Stopping value */
int dwarf_each_func(struct dwarf_file *f, const struct dwarf_pattern *p, unsigned which, dwarf_place_fn *fn,
		    void *ctx);
/* labels in them whose names fit */
int dwarf_each_label(struct dwarf_file *f, const struct dwarf_pattern *p, const char *label, dwarf_place_fn *fn,
		     void *ctx);
/*
 * dwarf_each_callee - functions that a function calls, to a depth
 * Instances inlined into it, and those entered by a call; calls through pointers are not known.
 */
int dwarf_each_callee(struct dwarf_file *f, const struct dwarf_place *caller, const char *pattern, unsigned depth,
		      dwarf_place_fn *fn, void *ctx);

struct dwarf_near { const char *file; unsigned wanted, before, after; };	/* lines with code; 0: none */
/*
 * dwarf_each_statement - first addresses of the lines of a pattern
 * @nearest: take the nearest line when one has no code
 * @near:    when nothing was found but the function is there, what could have been meant
 */
int dwarf_each_statement(struct dwarf_file *f, const struct dwarf_pattern *p, bool nearest, dwarf_place_fn *fn,
			 void *ctx, struct dwarf_near *near);
/* the out-of-line function at an address; NULL: none */
const struct dwarf_func *dwarf_func_at(struct dwarf_file *f, uint64_t addr);
/* the innermost instance at an address; false: no function there */
bool dwarf_place_at(struct dwarf_file *f, uint64_t addr, struct dwarf_place *ret);

enum dwarf_var_kind { DWARF_PARM, DWARF_LOCAL, DWARF_GLOBAL };

struct dwarf_var {
	const char	  *name;
	const struct type *type;
	const char	  *spelling;	/* of its type, as SystemTap lists it: "char const*" */
	enum dwarf_var_kind kind;
	struct loc_piece  *pieces;	/* one, unless it is scattered */
	size_t		   npieces;	/* 0: optimised out here */
	const struct dwarf_die *die;
};

/* parameters, then locals, inner blocks first; hidden ones are left out */
size_t dwarf_vars(struct dwarf_file *f, const struct dwarf_place *at, struct dwarf_var **ret);
/* one variable of a compilation unit; @file NULL: the place's own, then any. false: none */
bool dwarf_global(struct dwarf_file *f, const struct dwarf_place *at, const char *name, const char *file,
		  struct dwarf_var *ret);
/* lines of the function at which a missing variable lives: before and after the place */
void dwarf_var_lines(struct dwarf_file *f, const struct dwarf_place *at, const struct dwarf_var *v,
		     struct dwarf_near *ret);
/* for messages: "dieoffset 0x2d in MODULE, near pc 0x40 in FUNCTION FILE" */
const char *dwarf_place_text(struct arena *a, const struct dwarf_place *at, const char *module);
/* result type; NULL: void. spelling may be NULL */
const struct type *dwarf_result(struct dwarf_file *f, const struct dwarf_place *at, const char **spelling);

/* "ns::f(int)" for "_ZN2ns1fEi"; NULL: not a mangled name. @params: with the parameters */
const char *demangle(struct arena *a, const char *symbol, bool params);

#endif
