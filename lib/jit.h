/*
 * jit.h - names of code that was compiled at run time: perf-PID.map, as virtual machines write it
 *
 * Lines "START SIZE NAME", numbers hexadecimal (Linux, tools/perf/Documentation/jit-interface.txt).
 */
#ifndef SONDE_JIT_H
#define SONDE_JIT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/stat.h>
#include <sys/types.h>
#include "lib/vec.h"

struct jit_sym {
	uint64_t start, size;
	const char *name;		/* in the map's text */
};

struct jit {				/* zeroed: none read */
	char   *text;
	off_t	size;			/* of the file when it was read */
	VEC(struct jit_sym) syms;	/* by start */
};

/*
 * jit_read - the map of a process, if it has changed; in a container it lies in another /tmp, by another number
 * @path: of what was read, st: of the file
 * Only root's, ours and the process's own are believed. False: nothing new.
 */
bool jit_read(struct jit *jit, pid_t pid, char path[64], struct stat *st);
void jit_parse(struct jit *jit, char *text);		/* takes text, heap; replaces what is there */
const struct jit_sym *jit_at(const struct jit *jit, uint64_t addr);	/* NULL: none */
void jit_fini(struct jit *jit);

#endif
