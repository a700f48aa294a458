/*
 * mmaps.h - code that any process maps from now on, as it is mapped
 */
#ifndef SONDE_PROVIDER_MMAPS_H
#define SONDE_PROVIDER_MMAPS_H

#include <stdint.h>
#include <sys/types.h>

struct mmaps;
struct session;

struct mmap_event {
	pid_t	    pid, tid;
	uint32_t    major, minor;	/* of the file's device */
	uint64_t    inode;
	uint64_t    start, end, offset;	/* of the mapping; of its start in the file */
	const char *path;		/* as the process sees it; gone after the call */
};

typedef void mmaps_fn(void *ctx, const struct mmap_event *ev);

/* from the session's loop; NULL with errno: this kernel does not let us */
struct mmaps *mmaps_start(struct session *s, mmaps_fn *fn, void *ctx);
void mmaps_drain(struct mmaps *m);	/* fn is called for what was mapped until now; NULL is fine */
void mmaps_stop(struct session *s, struct mmaps *m);	/* NULL is fine */

#endif
