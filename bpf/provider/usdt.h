/*
 * usdt.h - what the two files of the usdt provider share
 *
 *	usdt.c		which marks there are, under D's names and under SystemTap's
 *	usdt_emit.c	their arguments as C, arming
 */
#ifndef SONDE_PROVIDER_USDT_H
#define SONDE_PROVIDER_USDT_H

#include "bpf/emit.h"
#include "lib/sdt.h"

struct usdt_site {			/* one place of a mark */
	const char *path;		/* as we can open it; interned */
	pid_t	    pid;		/* 0: all processes */
	bool	    target_tree;	/* in the target and its children only */
	uint64_t    addr;		/* in the object */
	uint64_t    offset, semaphore;	/* in the file; semaphore 0: none */
	unsigned    nargs;
	struct sdt_arg args[SDT_ARGS];	/* symbols are resolved: in value */
};

struct usdt_mark {			/* data of a probe */
	VEC(struct usdt_site) sites;
};

void usdt_emit(struct emit *e, struct group *const *groups, size_t n);
int usdt_prepare(struct session *s, struct group *const *groups, size_t n);
int usdt_attach(struct session *s, struct group *const *groups, size_t n);

extern const struct provider provider_usdt;

#endif
