/*
 * syscall.h - what fires at every system call: two programs that look the call's number up
 *
 * A tracepoint for each call costs twice as much per event, and 60 ms each to let go (the kernel
 * waits in every close), so the syscall provider and the tracepoints of the group syscalls are
 * both made of raw_syscalls' two.
 */
#ifndef SONDE_PROVIDER_SYSCALL_H
#define SONDE_PROVIDER_SYSCALL_H

#include "bpf/emit.h"

/* the number of a call by the kernel's name for it (newfstat); -1: not known */
int syscall_number(const char *kernel);

struct syscall_side {
	bool	ret;		/* the return, not the entry */
	const char *name;	/* of the program and, with something behind it, of its tables */
	bool	compat;		/* calls of 32-bit programs are told, too */

	int	(*nr)(const struct emit *, const struct probe *);	/* -1: does not fire here */
	/* C text of the arguments; a variable n has what fields() said */
	void	(*args)(struct emit *, const struct group *);
	unsigned (*fields)(const struct emit *, const struct probe *);	/* 0 to 15; NULL: no matter */
};

/* the program and its tables; nothing when no probe fires here */
void syscall_emit_side(struct emit *e, const struct syscall_side *side, struct group *const *groups, size_t n);

/* 0 when there is no such program; or -errno after reporting */
int syscall_attach_side(struct session *s, const struct syscall_side *side);

/* C text of the call's argument i, of entries */
const char *syscall_arg_text(unsigned i);

#endif
