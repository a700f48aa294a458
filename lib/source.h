/*
 * source.h - script texts and places in them
 */
#ifndef SONDE_SOURCE_H
#define SONDE_SOURCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct span;

struct source {
	const char *name;	/* as messages show it: a path, or "<command line>" */
	const char *text;	/* len bytes and a terminating NUL that is not part of it */
	size_t	    len;
	unsigned    first_line;	/* number of the text's first line; 0: 1 (D's #line) */
	bool	    read_once;	/* a FIFO or the like: who opens it again waits, or finds nothing */
	const struct source *parent;	/* text that contained it (macro, argument, script before #line), or NULL */
	const struct span *call;	/* the macro call that this copy of parent is the expansion of, or NULL */
};

/* bytes start..end (end excluded) of src; src NULL: a place that no text has */
struct span {
	const struct source *src;
	uint32_t start, end;
};

struct source *source_new(struct arena *a, const char *name, const char *text, size_t len);

/*
 * source_read - read a file, "-" is standard input
 * Returns NULL with errno set when it cannot be read.
 */
struct source *source_read(struct arena *a, const char *path);
const struct source *source_origin(const struct source *s);	/* the text itself, no copy for a call; NULL: NULL */
bool source_is_file(const struct source *s);		/* its name is a path, not "<...>" */

unsigned span_line(struct span s);		/* counted from 1; 0 without a source */
unsigned span_column(struct span s);		/* in bytes, from 1; a tab is one */
struct span span_join(struct span a, struct span b);	/* from the start of a to the end of b */

#endif
