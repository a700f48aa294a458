/*
 * program.h - the files that process("PATH"), process(PID) and .library("PATH") name
 */
#ifndef SONDE_PROVIDER_PROGRAM_H
#define SONDE_PROVIDER_PROGRAM_H

#include "bpf/provider/objects.h"
#include "lang/probe.h"

struct program {
	struct object *object;		/* can be read: it is an ELF file */
	const char *exe;		/* of a library: the program that loads it; NULL: it is the program */
	pid_t	    pid;		/* of process(N); 0: all */
};

/*
 * program_each - the files that a process() point names
 * @d:   its first component is process, with a path, a pattern, a number, or nothing (the target)
 * @lib: the component of .library(), or NULL
 * @fn:  not 0 stops and is returned
 * -EINVAL after reporting what names no file.
 */
int program_each(struct world *w, const struct probe_desc *d, const struct point_comp *lib,
		 int (*fn)(const struct program *p, void *ctx), void *ctx);

/*
 * program_find - the file that a script names, links followed; of a script, its interpreter
 * Without a slash: in $PATH, then in the current folder. NULL: there is none, not reported.
 */
const char *program_find(struct world *w, struct span at, const char *name);

/* report ERR_STAP_POINT under a component of the point; -EINVAL */
int program_refuse(struct world *w, struct span at, const char *fmt, ...) __attribute__((format(printf, 3, 4)));

#endif
