/*
 * runtime.h - what a user-space body may use: output, variables, symbols, the session
 *
 * The session loop is the real one; tests run bodies over plain memory. A body never prints to
 * stdout itself: it adds to rt->out.
 */
#ifndef SONDE_RUNTIME_H
#define SONDE_RUNTIME_H

#include <stdint.h>
#include <sys/types.h>
#include "lang/eval/store.h"
#include "lang/option.h"
#include "lib/buf.h"

struct map;
struct runtime;

struct sym {			/* what an address is */
	const char *module;	/* "vmlinux", module, base name of the object; NULL: unknown */
	const char *name;	/* NULL: unknown */
	uint64_t    offset;	/* from the symbol, or the file offset when only the object is known */
	uint64_t    size;	/* of the symbol; 0: unknown */
	const char *path;	/* of a user object; NULL: unknown */
	uint64_t    addr;	/* in the object's own terms; 0: unknown */
	const char *file;	/* opens it while its process lives; NULL: path */
	bool	    restores;	/* the code that a signal's handler returns to */
};

struct match {			/* the last match of a regular expression */
	const char *text;
	struct regex_span *groups;	/* NULL: it failed */
	unsigned n;
};

struct src_frame;

struct runtime_ops {
	/* false: nothing known. Strings live until the next call. */
	bool (*ksym)(struct runtime *, uint64_t addr, struct sym *ret);
	bool (*usym)(struct runtime *, pid_t pid, uint64_t addr, struct sym *ret);
	/*
	 * Frames that a user stack's last one stands for (bpf/unwind_rest.c), they live as long as the session;
	 * -1: it is an address like any other
	 */
	int (*rest)(struct runtime *, uint64_t frame, const uint64_t **ret);
	/*
	 * Where a user address is in the sources, as srclines_frames() (lib/srcline.h) says it; 0: unknown.
	 * @returned: it is a return address, and the call before it is meant
	 */
	size_t (*source)(struct runtime *, const struct sym *at, bool returned, const struct src_frame **ret);
	void (*exit)(struct runtime *, int status);
	bool (*go_on)(struct runtime *);	/* asked by long loops; false: the handler ends here. NULL: always */
	int  (*setopt)(struct runtime *, const char *name, const char *value);
	int  (*reopen)(struct runtime *, const char *path);	/* freopen; NULL: back; -errno */
	bool (*to_file)(struct runtime *, bool *empty);	/* output goes where freopen() or -o said */
	int  (*truncate)(struct runtime *);
	int  (*next_file)(struct runtime *);		/* -o: from here on another file; -errno */
	void (*flush)(struct runtime *);
	/* an aggregation as it stands now, from the pass's snapshot if there is one */
	struct snapshot *(*agg)(struct runtime *, const struct var *);
	/* D: a speculation ends: its records are carried out now, or dropped; then its number is free */
	void (*spec_end)(struct runtime *, unsigned id, bool commit);
	/*
	 * Memory as it is now, of the kernel or of the session's own process; 0 or -errno. NULL: there is none.
	 * current: the address of the task that runs.
	 */
	int (*peek)(struct runtime *, bool user, uint64_t addr, void *ret, size_t n);
	uint64_t (*current)(struct runtime *);
	void (*agg_dirty)(struct runtime *, const struct var *);	/* after trunc, clear */
};

struct agg_view {		/* per aggregation: what printing needs to remember */
	int64_t normal;		/* 0: not normalized */
	bool	printed;	/* by printa: not again at the end */
};

struct firing_info {		/* the probe whose record is carried out */
	const struct probe *probe;
	const struct clause *clause;
	unsigned cpu;
	pid_t	 pid, tid;
	int64_t	 time_ns;
	const int64_t *arg;	/* slots of the firing; NULL: none */
};

struct runtime {
	const struct runtime_ops *ops;
	struct buf     out;		/* text on its way to stdout or -o */
	size_t	       sealed;		/* --json: so much of out is lines already, see json.h; 0 after writing */
	struct store  *store;
	struct prog   *prog;
	struct options *opt;
	struct diag   *diag;
	struct agg_view *views;		/* by var->id */
	struct firing_info fire;
	pid_t	       target;
	struct arena  *temp;		/* emptied after each record */
	struct value  *firing;		/* V_FIRING variables by var->id, in temp; NULL at the start of a firing */
	struct map   **orders;		/* of eval_sort.c, by var->id: ranks of keys; NULL: none */
	struct match  *match;		/* of =~, for matched(); in temp; NULL: none in this handler */
	struct buf    *text;		/* what handlers make for a reader, at most text_room bytes; NULL: there is none */
	size_t	       text_room;
	const char    *error;		/* words of a body that returned FAULT_ERROR; in temp */
	const char    *token;		/* tokenize(): what is left, in temp; NULL at the start of a handler */
	const char    *reason;		/* why a body returned FAULT_LIBRARY, in temp; NULL: no more is known */
	void	      *impl;
};

void *rt_temp(struct runtime *rt, size_t size);

/* printa with and without a format, the end of a D session; lang/eval/printa.c */
void printa(struct runtime *rt, const struct format *fmt, const struct var *const *aggs, size_t n);
/* what printa never printed, a newline before it all; false: there was none, and nothing was added */
bool print_remaining_aggs(struct runtime *rt);
/* stack frames, symbols as D writes them; lang/eval/symtext.c */
void print_stack(struct runtime *rt, struct buf *out, const struct value *stack, int indent);
void print_sym(struct runtime *rt, struct buf *out, const struct value *v);
/* D's trace(), by the value's type; tracemem()'s dump, nothing for 0 bytes; lang/eval/trace.c */
void print_trace(struct runtime *rt, struct buf *out, const struct value *v);
/* D's print() of n bytes of an object of that type; lang/eval/object.c */
void print_object(struct runtime *rt, struct buf *out, const struct type *t, uint64_t addr, const void *bytes,
		  size_t n);
void print_hexdump(struct buf *out, const void *bytes, size_t size);

#endif
