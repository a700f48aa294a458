/*
 * tapset.h - the library: probe aliases, functions, globals and macros that scripts may use by name
 *
 * Written in the language (tapset/ *.stp, *.stpm) and embedded definition by definition; only a
 * definition whose name a script, or a definition already taken in, uses is parsed. Folders given
 * with -I are parsed as a whole, and a file of theirs joins the script when one of its names is used.
 * The first definition of a name that is looked for wins in this order: script, -I, ours.
 */
#ifndef SONDE_STAP_TAPSET_H
#define SONDE_STAP_TAPSET_H

#include <stdbool.h>
#include <stddef.h>

struct compile;
struct file;
struct point;
struct sema;
struct source;

enum tapset_kind { TAPSET_ALIAS, TAPSET_FUNC, TAPSET_GLOBAL, TAPSET_MACRO };

struct tapset_chunk {		/* one definition, or a conditional around some */
	unsigned    file;	/* index in tapset_files */
	unsigned    line;
	size_t	    len;
	const char *text;
};

struct tapset_name {
	const char	*name;	/* "vfs.read", "ctime", "@choose_defined" */
	enum tapset_kind kind;
	unsigned	 chunk;
};

/* what scripts and folders call a machine that uname calls @machine; cond.c */
const char *stap_arch(const char *machine);

/* made by tapset/embed.py; names are sorted */
extern const char *const tapset_files[];
extern const struct tapset_chunk tapset_chunks[];
extern const struct tapset_name tapset_names[];
extern const size_t tapset_nfiles, tapset_nchunks, tapset_nnames;

/* the files of -I folders; once per compile, before the script is parsed */
void tapset_open(struct compile *c);

/*
 * tapset_need - the library's definitions of a name join the script's files, if they have not yet
 * @from: the file that uses the name; a library file's own definitions come first. May be NULL.
 */
void tapset_need(struct sema *s, enum tapset_kind kind, const char *name, const struct file *from);
/* the same for all aliases that a point, maybe with wildcards, could name */
void tapset_need_aliases(struct sema *s, const struct point *pt);

/*
 * tapset_macro - text of the library macro ("@name") that a token of a source may name
 * Files' own macros are for their own definitions, those of .stpm files for all. NULL: none.
 */
const struct source *tapset_macro(struct compile *c, const struct source *user, const char *name);
/* .stpm files of -I folders, for the preprocessor; NULL behind the last */
const struct source *tapset_user_macros(struct compile *c, size_t i);

/* do the first components of a point fit an alias's dotted name? */
bool tapset_alias_fits(const char *dotted, const struct point *pt);

#endif
