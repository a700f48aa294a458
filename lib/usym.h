/*
 * usym.h - addresses of processes to names
 *
 * Mappings of a process are read when it is first asked for and kept when it exits; ELF files are
 * opened once for all processes. vdso, and /tmp/perf-PID.map for compiled-at-run-time code.
 */
#ifndef SONDE_USYM_H
#define SONDE_USYM_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct usyms;

struct usym {
	const char *path;	/* of the object; NULL: unknown */
	const char *object;	/* its base name */
	const char *name;	/* NULL: no symbol */
	uint64_t    offset;	/* from the symbol; without one: in the file */
};

struct usyms *usyms_new(void);
void usyms_free(struct usyms *u);
/* read the mappings now, so that they are known after the process is gone; false: no such process */
bool usyms_keep(struct usyms *u, pid_t pid);
void usyms_refresh(struct usyms *u, pid_t pid);		/* mappings changed: exec, dlopen */
bool usyms_find(struct usyms *u, pid_t pid, uint64_t addr, struct usym *ret);

#endif
