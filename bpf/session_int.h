/*
 * session_int.h - what the files of the session share and nobody else needs
 *
 *	load.c		object to kernel, maps sized and mapped
 *	session.c	the order of a run, the event loop
 *	wake.c		what the loop waits for: signals, timers, descriptors of providers
 *	record.c	records of the ring buffer to calls of user bodies
 *	fault.c		messages of run-time faults
 *	drops.c		what was lost, read and reported
 *	keep.c		records that wait: speculations, buffer policies
 *	columns.c	D's default columns and flow indentation
 *	times.c		the option times: hits and time of every clause
 *	look.c		what somebody sees who looks at a session while it runs
 *	services.c	struct runtime_ops: symbols, exit, options, output, snapshots
 */
#ifndef SONDE_SESSION_INT_H
#define SONDE_SESSION_INT_H

#include "bpf/columns.h"
#include "bpf/session.h"
#include "bpf/shared.h"
#include "lang/eval/eval.h"

struct mapped {			/* a data section of the object */
	void  *at;		/* NULL: the object has none */
	size_t size;		/* bytes mapped */
};

struct drop_counts {		/* what was reported already */
	uint64_t *records;	/* by record id; last: faults */
	uint64_t *vars;		/* by var->id */
	uint64_t  cpu[RT_CPUS], cpu_agg[RT_CPUS];
	uint64_t  nested, busy, dyn, err_faults, spec, spec_busy, spec_unavail;	/* nested, SystemTap: for the last words */
};

struct watched { int fd; session_ready_fn *ready; void *ctx; };

/* faults of one kind at one place, of which the first was told */
struct told_fault {
	enum fault_code code;
	struct span at;
	const struct clause *clause;
	uint64_t more;		/* after the first */
};

struct session_impl {
	int	      peeker;	/* descriptor of the program that reads the kernel's memory (peek.c), -errno, 0: none yet */
	uint64_t      task;	/* our own task's address; 0: not asked for */
	struct mapped control, rec_drops, vars, globals, put, cell;
	struct ksyms *ksyms;	/* loaded when first asked for */
	struct usyms *usyms;
	struct srclines *srclines;
	struct unwind *unwind;	/* NULL: no user stacks are walked by tables */
	bool	      ksyms_failed;
	struct value *values;	/* arguments of one call; room for the longest */
	int	     *timers;	/* by probe->index: timerfd of a ROLE_TICK */
	VEC(struct watched) watches;	/* of session_watch() */
	VEC(int)      slow;	/* descriptors, owned by links, that the kernel lets go one after the other */
	uint64_t      random;	/* state, for timers with .randomize() */
	bool	      proc_ended;	/* the traced process has exited */
	size_t	      nended;		/* of the further ones */
	int64_t	      next_agg_ns, next_switch_ns;	/* aggrate, switchrate */
	struct snapshot *snapshots;	/* by var->id, of this pass; var NULL: none */
	struct keep  *keep;	/* records that wait */
	struct columns columns;
	struct buf    held;	/* a record that is shown when the next one is known; empty: none */
	struct drop_counts reported;
	VEC(struct told_fault) faults;	/* in our own style */
	struct rt_time *times;	/* by clause and its probe; NULL: without the options times and monitor */
	bool	     *muted;	/* as times; NULL: nothing can be muted */
	uint64_t      times_ns, times_cycles;	/* both clocks at the start */
	uint64_t      nevents;	/* records carried out, for -v */
	int64_t	      next_status_ns, deadline_ns;	/* CLOCK_MONOTONIC; deadline 0: none */
	int64_t	      next_maps_ns, maps_step_ns;	/* look at the target's mappings again; 0: never */
	bool	      cut;		/* a deferred part of a handler failed, and the session with it: what came later did not */
	FILE	     *first_out;	/* where output went before freopen(); NULL: it still does */
	bool	      output_failed;	/* nobody reads any more */
	unsigned      interrupts;	/* signals that asked us to stop */
};

/* record.c */
void record_run(void *session, const void *rec, size_t len);
void record_give_out(struct session *s, const void *rec);	/* of a speculation that is committed */
void record_settle(struct session *s);		/* no more records for now: none waits any longer */
void record_done(struct session *s);		/* what one firing left behind is dropped */

/* fault.c: in our own style each kind once for each place, and how many more there were at the end */
void fault_report(struct session *s, const struct rt_fault_record *f, const char *msg);
void fault_report_eval(struct session *s, const struct clause *c, const struct probe *p,
		       const struct eval_fault *f);
void faults_end(struct session *s);

/* drops.c */
void drops_init(struct session *s);
void drops_report(struct session *s);		/* differences since the last time */
void drops_fini(struct session *s);

/* times.c; by clause, and its probes in order */
void times_begin(struct session *s);
size_t times_pairs(const struct session *s);	/* clauses times their probes */
/* place of a pair; what is none goes behind them, where every array of pairs has one more */
size_t times_index(const struct session *s, const struct clause *c, const struct probe *p);
uint64_t times_start(const struct session *s);
void times_stop(struct session *s, const struct clause *c, const struct probe *p, uint64_t since);
struct rt_time *times_now(struct session *s);	/* so far; heap */
void times_forget(struct session *s);		/* start at nothing again */
void times_report(struct session *s);
void times_fini(struct session *s);

/* look.c */
void look_begin(struct session *s);
void look_fini(struct session *s);
bool look_is_muted(const struct session *s, const struct clause *c, const struct probe *p);

/* services.c */
extern const struct runtime_ops session_ops;
void session_flush(struct session *s);		/* rt.out to where output goes */
void snapshots_drop(struct session *s);		/* at the end of a pass */

void maps_start(struct session *s, int64_t now_ns);	/* before the target runs */
void maps_check(struct session *s, int64_t now_ns);

/* wake.c */
int wake_start(struct session *s);		/* the loop's descriptor, signals, ring, process */
int wake_timers(struct session *s);
void wake_event(struct session *s, uint64_t what);	/* of epoll */
void wake_signals(struct session *s);		/* those that have come: counted, never waited for */
void wake_fini(struct session *s);

/* wake.c */
void session_proc_ended(struct session *s);	/* the first one, whose number is $target */

/* session.c */
uint64_t session_pass(struct session *s);	/* a pass over the ring; its text goes out */
uint64_t session_drain(struct session *s);	/* records carried out */

/* gate.c */
void gate_set(struct session *s, rt_u32 to);			/* RT_GATE_... */
void gate_move(struct session *s, rt_u32 from, rt_u32 to);	/* if it is still there */
bool session_is_shut(const struct session *s);	/* exit() was called */
void session_stop(struct session *s, int status);	/* as exit() does */

/* peek.c: the services of struct runtime_ops */
int session_peek(struct runtime *rt, bool user, uint64_t addr, void *ret, size_t n);
uint64_t session_task(struct runtime *rt);

#endif
