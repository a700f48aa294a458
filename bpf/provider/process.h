/*
 * process.h - SystemTap's spelling of probes on user programs
 */
#ifndef SONDE_PROVIDER_PROCESS_H
#define SONDE_PROVIDER_PROCESS_H

#include "lang/probe.h"

struct object_cache;

extern const struct point_form process_forms[];
int process_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx);

/* pid.c: the files that both spellings have opened */
struct object_cache *pid_objects(struct world *w);

extern const struct provider provider_pid;

#endif
