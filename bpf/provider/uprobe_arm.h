/*
 * uprobe_arm.h - arming a program at many places in user code
 */
#ifndef SONDE_PROVIDER_UPROBE_ARM_H
#define SONDE_PROVIDER_UPROBE_ARM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct bpf_program;
struct probe;
struct session;

/* one place of a program that is to be armed */
struct uprobe_place {
	const char *path;		/* interned */
	pid_t	    pid;		/* 0: all processes */
	uint64_t    offset;
	uint64_t    semaphore;		/* offset of the counter to raise while armed; 0: none */
	uint64_t    cookie;
	const struct probe *probe;	/* for messages */
	int	    err;		/* of uprobe_arm(): why it is not armed; 0: it is */
};

/*
 * uprobe_arm - arm a program at all its places; they are sorted
 * @what: sort of place, for session_armed()
 * What cannot be armed is reported. D: an error when nothing could be, else a warning; SystemTap: bpf/refused.h.
 */
int uprobe_arm(struct session *s, struct bpf_program *prog, struct uprobe_place *places, size_t n, bool ret,
	       const char *what);
/* before loading: a program that uprobe_arm() will arm */
void uprobe_expect(struct session *s, struct bpf_program *prog);

#endif
