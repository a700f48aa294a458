/*
 * cgroup.h - the option cgroup: events of the processes in a cgroup and below it, and no others
 */
#ifndef SONDE_CGROUP_H
#define SONDE_CGROUP_H

#include <limits.h>
#include <stdbool.h>

struct session;

bool cgroup_root(char ret[PATH_MAX]);	/* where the unified hierarchy is mounted; false: it is not */

/* tell the loaded object which cgroup it is; 0 without the option, or -errno after reporting */
int cgroup_set(struct session *s);

#endif
