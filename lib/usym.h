/*
 * usym.h - addresses of processes to names
 *
 * Mappings of a process are read when it is first asked for and kept when it exits; ELF files are
 * opened once for all processes. vdso, and /tmp/perf-PID.map for compiled-at-run-time code.
 */
#ifndef SONDE_USYM_H
#define SONDE_USYM_H

#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct usyms;

struct usym {
	const char *path;	/* of the object; NULL: unknown */
	const char *object;	/* its base name */
	const char *name;	/* NULL: no symbol */
	uint64_t    offset;	/* from the symbol; without one: in the file */
	uint64_t    size;	/* of the symbol; 0: unknown */
	uint64_t    addr;	/* in the object, as its symbol table counts; 0: unknown */
	const char *file;	/* opens the object, at least while the process lives; NULL: unknown */
	bool	    restores;	/* a signal's handler returns to here */
};

struct usyms *usyms_new(void);
void usyms_free(struct usyms *u);
/* read the mappings now, so that they are known after the process is gone; false: no such process */
bool usyms_keep(struct usyms *u, pid_t pid);
/* the same, and files that only the process leads to (of another mount namespace) are opened */
void usyms_hold(struct usyms *u, pid_t pid);
/* names of a program that may remove or replace its own file: opened now */
void usyms_program(struct usyms *u, const char *path);
void usyms_refresh(struct usyms *u, pid_t pid);		/* mappings changed: exec, dlopen */
bool usyms_find(struct usyms *u, pid_t pid, uint64_t addr, struct usym *ret);

/*
 * What somebody else knows of mappings, for processes that /proc has forgotten: usyms_find() calls
 * more when an address of pid has no mapping, and that calls usyms_add_mapping() for each it knows.
 * The path is of a file, or "[vdso]". A mapping never replaces one of /proc.
 */
struct usym_mapping { uint64_t start, end, offset; const char *path; };
typedef void usyms_more_fn(void *ctx, pid_t pid);
void usyms_ask(struct usyms *u, usyms_more_fn *more, void *ctx);
void usyms_add_mapping(struct usyms *u, pid_t pid, const struct usym_mapping *m);

/* the file that is mapped at addr, by a path that opens it */
enum { USYM_PATH = PATH_MAX + 64 };
bool usyms_object(struct usyms *u, pid_t pid, uint64_t addr, char ret[USYM_PATH]);
/* the mapping that addr is in, and which file opens it ("[vdso]"; "" when it is no file's); false: none is known */
bool usyms_mapping(struct usyms *u, pid_t pid, uint64_t addr, struct usym_mapping *ret, char path[USYM_PATH]);
/* all of them, each once; non-zero from fn stops */
void usyms_each_object(struct usyms *u, pid_t pid, int (*fn)(const char *path, void *ctx), void *ctx);

#endif
