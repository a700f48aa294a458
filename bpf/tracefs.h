/*
 * tracefs.h - the folder of tracepoints, whether somebody mounted it or not
 */
#ifndef SONDE_TRACEFS_H
#define SONDE_TRACEFS_H

/*
 * tracefs_open - a descriptor of tracefs' root, the caller's; for openat("events/...")
 * Where it is not mounted we take a mount of our own that no path shows and that goes away with
 * the descriptor. Returns -errno.
 */
int tracefs_open(void);
int tracefs_event_id(const char *group, const char *name);	/* as perf_event_open() takes it, or -errno */

#endif
