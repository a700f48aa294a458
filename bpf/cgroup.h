/*
 * cgroup.h - the option cgroup: events of the processes in a cgroup and below it, and no others
 */
#ifndef SONDE_CGROUP_H
#define SONDE_CGROUP_H

struct session;

/* tell the loaded object which cgroup it is; 0 without the option, or -errno after reporting */
int cgroup_set(struct session *s);

#endif
