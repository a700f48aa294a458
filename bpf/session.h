/*
 * session.h - one run: loaded object, links, maps, and the loop over everything that wakes us
 *
 * Order of a run: session_load, session_attach, BEGIN, loop, gate shut, links closed, END, what
 * remains is printed, session_fini. Everything with a lifetime is owned here and released in
 * reverse order; the kernel drops all of it when the process dies, so kill -9 leaves nothing.
 */
#ifndef SONDE_SESSION_H
#define SONDE_SESSION_H

#include <stdio.h>
#include <sys/types.h>
#include "bpf/armed.h"
#include "bpf/emit.h"
#include "bpf/feature.h"
#include "bpf/output.h"
#include "bpf/refused.h"
#include "lang/eval/runtime.h"
#include "lang/probe.h"
#include "lang/prog/prog.h"

struct bpf_link;
struct bpf_object;
struct bpf_program;
struct proc;

/* .bss words shared with the BPF side; bpf/rt/rt.bpf.h has the same */
enum gate { GATE_CLOSED = 0, GATE_OPEN = 1, GATE_EXIT = 2 };

/* dtrace's way of printing and sonde's own */
struct output_style {
	bool dtrace;		/* default columns unless quiet; dtrace's messages */
	bool stap;
	bool json;
	bool pieces;		/* dtrace -B: each record's text with what wrote it, not the text alone */
};

struct session {
	struct prog    *prog;
	struct world   *world;
	struct diag    *diag;
	struct options *opt;
	struct emit    *emit;		/* groups and fault sites */
	struct feature_set *features;
	struct output_style style;
	struct runtime  rt;
	struct bpf_object *obj;
	struct rt_control *control;	/* the mapped .bss words */
	struct ring    *ring;
	struct store   *store;
	struct proc    *proc;		/* -c or -x; NULL: none */
	struct proc   **more;		/* dtrace: further ones; the run ends with the last */
	size_t		nmore;
	FILE	       *out;		/* stdout or -o */
	struct output	output;		/* -o -S -b; init and fini are the caller's */
	VEC(struct bpf_link *) links;
	VEC(struct armed) armed;	/* session_armed() */
	VEC(struct refused) refused;	/* session_refuse() */
	size_t	nrefused_told;
	VEC(int) fds;			/* perf events and raw links, closed at detach */
	int	 epoll_fd, signal_fd;
	bool	 stopping;
	int	 exit_status;
	bool	 exit_asked, interrupted;
	bool	 failed;		/* SystemTap: ended by an error */
	uint64_t nerrors;		/* run-time faults, reported or not */
	uint64_t nskipped;		/* firings that found no room to run */
	uint64_t lost_total;		/* for --strict */
	void (*on_quit)(struct session *, void *ctx);	/* SIGQUIT; NULL: the signal keeps its meaning */
	void	*quit_ctx;
	const char *name;		/* -m; of its folder; NULL: made from the process id */
	uint64_t limit_ns;		/* stop after so long; 0: never */
	bool	 no_cache;	/* nothing kept from other runs is used, nothing is kept */
	int	 verbose;
	void	*procfs, *input;	/* of bpf/provider/procfs.c, input.c; NULL: not started */
	void	*later;			/* of bpf/provider/usdt_later.c */
	void	*replaced;		/* of bpf/provider/replaced.c */
	struct session_impl *impl;	/* of bpf/session_int.h */
};

/*
 * session_init - the parts that need no object: runtime, output, clocks
 * Set prog, world, diag, opt, emit, features, style, proc, out and verbose before.
 */
void session_init(struct session *s);

/*
 * session_load - open and load the object
 * A rejection by the verifier is reported at the script's line. Returns 0 or -errno (reported).
 */
int session_load(struct session *s, const void *obj, size_t size);
int session_attach(struct session *s);			/* all providers; -errno reported */
int session_run(struct session *s);			/* BEGIN to END; 0 or -errno reported */
void session_fini(struct session *s);

void session_more(struct session *s, struct proc **procs, size_t n);	/* after session_init() */
int session_signals(struct session *s);	/* again, in a process that was forked meanwhile: 0 or -errno */

/* for providers */
struct bpf_program *session_program(struct session *s, const char *name);
void session_own_link(struct session *s, struct bpf_link *link);
void session_own_fd(struct session *s, int fd);
void session_slow_fd(struct session *s, int fd);	/* of a link: closing it keeps others from being closed */
void session_drop_link(struct session *s, struct bpf_link *link);	/* before the end of the run */
void session_drop_fd(struct session *s, int fd);
/* a data section of the loaded object, mapped for as long as we run; NULL: it has none */
void *session_section(struct session *s, const char *name, size_t *size);
/*
 * session_test_run - run a loaded raw tracepoint program by hand: BEGIN, END, ticks
 * @probe: index in prog.probes, what the program reads as its context
 * Returns 0 or -errno, nothing is reported.
 */
int session_test_run(struct session *s, struct bpf_program *prog, unsigned probe);

/*
 * session_watch - have a function called when a descriptor becomes readable (or is hung up)
 * The descriptor stays the caller's; session_unwatch() before it is closed.
 */
typedef void session_ready_fn(struct session *s, int fd, void *ctx);
int session_watch(struct session *s, int fd, session_ready_fn *ready, void *ctx);	/* 0 or -errno */
void session_unwatch(struct session *s, int fd);
/* fire a probe that nothing in the kernel fires: its clauses, in script order */
void session_fire(struct session *s, const struct probe *p);
/*
 * session_fire_text - the same, for a probe whose handlers have a text (provider's text_var)
 * @in: what they are given, NULL: an empty text. @out: gets what they make, NULL: they make none.
 */
void session_fire_text(struct session *s, const struct probe *p, const char *in, size_t len, struct buf *out);
/* where a session's files are: /run/sonde/NAME, made if need be; heap, or NULL with errno */
char *session_folder(const struct session *s);
char *session_folder_path(const char *name);	/* where it would be; heap */
void session_folder_remove(const struct session *s);
/*
 * session_override - another initial value for a global scalar (SystemTap -G): "NAME=VALUE"
 * After session_load(). A name that the program does not have is no error. 0, or -EINVAL (no number).
 */
int session_override(struct session *s, const char *setting);

#endif
