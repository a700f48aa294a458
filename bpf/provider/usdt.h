/*
 * usdt.h - what the files of the usdt provider share
 *
 *	usdt.c		which marks there are, under D's names and under SystemTap's
 *	usdt_emit.c	their arguments as C, arming
 *	usdt_later.c	marks of programs that start while we trace
 */
#ifndef SONDE_PROVIDER_USDT_H
#define SONDE_PROVIDER_USDT_H

#include "bpf/emit.h"
#include "lang/probe.h"
#include "lib/sdt.h"

struct bpf_program;
struct object;
struct process_point;

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
	struct object *object;		/* of a SystemTap point; NULL: D's */
	const struct process_point *code;	/* its place, once asked for */
	const struct probe_desc *later;	/* a probe that was kept free for a mark that fits; NULL: found by itself */
};

enum { USDT_LATER = 32 };	/* probes kept free for each description */

/* marks of a file that fit, whatever the process: their provider is NAME* */
void usdt_of_object(struct world *w, struct object *o, const struct probe_desc *d, found_fn *found, void *ctx);

void usdt_emit(struct emit *e, struct group *const *groups, size_t n);
int usdt_prepare(struct session *s, struct group *const *groups, size_t n);
int usdt_attach(struct session *s, struct group *const *groups, size_t n);

int usdt_later(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx);
bool usdt_has_later(const struct group *g);
void usdt_later_emit_table(struct emit *e);
void usdt_later_emit(struct emit *e, const struct group *g);
int usdt_later_start(struct session *s, struct group *const *groups, struct bpf_program *const *progs, size_t n);
void usdt_later_stop(struct session *s);

extern const struct provider provider_usdt;

#endif
