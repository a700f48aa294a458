/*
 * front.h - one compile, from text to a laid-out prog
 */
#ifndef SONDE_FRONT_H
#define SONDE_FRONT_H

#include <stdbool.h>
#include "lang/option.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lang/stability.h"
#include "lib/buf.h"
#include "lib/diag.h"

struct compile;

/* one line of a listing */
struct list_row {
	const char *point;
	struct probe *probe;	/* its first one, for its arguments; NULL: none */
	const char *const *vars;	/* "name:type" of the language's own variables there */
	size_t nvars;
};

typedef int list_fn(const struct list_row *row, void *ctx);	/* non-zero stops and is returned */

struct frontend {
	const char *name;	/* "d", "stap" */
	const char *suffix;	/* ".d", ".stp" */
	/* the syntax tree is the front end's own; NULL after reporting */
	void *(*parse)(struct compile *c);
	void (*dump_ast)(const void *ast, struct buf *out);
	struct prog *(*lower)(struct compile *c, void *ast);
	/* the points of a script's probes, not the script; vars: with their variables. NULL: cannot */
	int (*list)(struct compile *c, void *ast, bool vars, list_fn *fn, void *ctx);
	/* makes a probe's arguments what the program that has it says of them in this language; NULL: nothing */
	void (*list_args)(struct compile *c, struct probe *p);
};

extern const struct frontend frontend_d, frontend_stap;

struct unit {			/* one script or one -e / -n text, in command-line order */
	struct source *src;
	bool	    is_file;	/* D: declarations allowed; else program text as with -xpspec */
	bool	    is_library;	/* D: of a library script */
	int	    desc_kind;	/* dtrace -P m f n i: 'P' 'm' 'f' 'n' 'i'; 0: as written */
	struct stability descs, statements;	/* D: the least of what it names */
	unsigned    nprobes;	/* clause x probe pairs that matched, for "matched N probes" */
};

/* something wrong that only a later pass, in the order of SystemTap's, is to refuse */
struct refusal {
	int	    pass;		/* 3: C text, 4: object, 5: the run */
	struct span at;
	enum diag_tag tag;
	const char *message, *hint;	/* hint: may be NULL */
};

struct compile {
	struct arena *arena;
	struct diag  *diag;
	struct options *options;
	struct world *world;
	const struct frontend *front;
	VEC(struct unit) units;
	const char *const *args;	/* $1.. */
	unsigned     nargs;
	const char  *script_name;	/* $0 */
	bool	     guru;		/* -g, -w */
	bool	     unoptimized;	/* SystemTap -u: what has no effect is kept */
	VEC(const char *) tapset_dirs;	/* SystemTap -I */
	struct tapset *tapset;	/* of lang/stap/tapset.c */
	VEC(const char *) defines;	/* SystemTap -D, D's cpp -D */
	VEC(const char *) overrides;	/* SystemTap -G VAR=VALUE: how long the texts are that come */
	const char  *release, *machine;	/* SystemTap: -r, -a; NULL: what runs */
	const char  *compatible;	/* SystemTap: what systemtap_v is; NULL: the newest */
	const char  *privilege;		/* ... and systemtap_privilege; NULL: stapdev */
	const char  *runtime;		/* ... and runtime; NULL: kernel */
	unsigned     embed_places;	/* SystemTap: of what C has in the script's memory, so far */
	uint64_t     args_used;		/* SystemTap: bit i: args[i] stands in the script; those beyond count as used */
	struct prog *prog;
	VEC(const char *) embeds;	/* SystemTap: C at the top level of the script */
	VEC(struct refusal) refusals;	/* in the order in which they were found */
	bool	     parsed;		/* set by compile_run: what went wrong went wrong later */
};

/* which front end a text is for: --lang, suffix, #! line, first token; never NULL */
const struct frontend *front_pick(const char *lang, const char *path, const char *text, size_t len);

/* the first pass alone, its errors told as such; the front end's syntax tree, or NULL */
void *compile_parse(struct compile *c);

/*
 * compile_run - text to prog, all passes but emit
 * @stop_after: 1 parse, 2 resolve and type, 3 everything. Returns 0, or -EINVAL after reporting.
 */
int compile_run(struct compile *c, int stop_after);

/* reports what pass @pass refuses of what compile_run() let pass; true: something */
bool compile_refused(struct compile *c, int pass);
/* the same as warnings, where the passes end before that one */
void compile_foresee(struct compile *c, int pass);

#endif
