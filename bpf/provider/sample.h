/*
 * sample.h - programs on perf events: what cpc, SystemTap's perf.* and watchpoints share
 *
 * A probe of such a provider has a struct sample as its data.
 */
#ifndef SONDE_PROVIDER_SAMPLE_H
#define SONDE_PROVIDER_SAMPLE_H

#include <linux/perf_event.h>
#include "bpf/emit.h"

struct sample {
	struct perf_event_attr attr;
	pid_t	    pid;		/* its threads and their children; 0: every CPU, whoever runs there */
	bool	    target_tree;	/* of every CPU, the target and its children only */
	const char *exe;		/* of every CPU, processes that run this file only; NULL: any */
	uint64_t    ino;		/* of exe */
	const char *program;		/* that the process runs, for its variables; NULL: not known */
	const char *counter;		/* no program: what @perf() reads, of the thread pid; NULL: none */
};

extern const char sample_no_target[];	/* why nothing is counted */

void sample_emit(struct emit *e, struct group *const *groups, size_t n);
int sample_attach(struct session *s, struct group *const *groups, size_t n);

/* type and config of an event by any of its names: perf list's, the kernel's, SystemTap's, raw "r1a8" */
bool sample_find(const char *name, struct perf_event_attr *ret);
/* hardware's and software's generic events, by perf list's names: NULL at the end */
const char *sample_name(size_t i);
const char *sample_kernel_name(size_t i);	/* the same, as the kernel's header has them: CPU_CYCLES */
/* the events that a pattern sees, by perf list's names; non-zero from fn stops and is returned */
int sample_each_name(struct arena *a, int (*fn)(const char *name, void *ctx), void *ctx);
/* the words of sample_cache(): which 0 the caches, 1 the operations, 2 the results; NULL ends each */
const char *sample_cache_word(unsigned which, size_t i);
/* an event of a processor's cache; false: there is no such name */
bool sample_cache(const char *cache, const char *op, const char *result, struct perf_event_attr *ret);

#endif
