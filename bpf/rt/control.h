/*
 * control.h - what the BPF side and the session share: control words, record headers, counters
 *
 * Included by emitted C and by the engine, so it uses only fixed-width types that both define.
 * Data sections of the object, each one variable, all mapped by the session:
 *	.data.rt	struct rt_control rt
 *	.data.rec	rt_u64 rt_rec_drops[records + 1]	reserve failed, by record id; last: faults
 *	.data.var	struct rt_var rt_vars[vars + 1]		by var->id
 *	.data.glob	scalars of V_GLOBAL at var->offset
 *	.data.put	a key, for "add_<ID>" (with what is added, how often, index of the function or
 *			~0U, and the epoch in its context): eval adds to aggregation <ID> through it
 *			"place_<ID>" puts the element of that key where its context says in the order
 *	.data.cell	a cell, for "join_<ID>", which adds it under that key
 * Maps: "ring"; "v<ID>" for every keyed variable (hash; per-CPU hash for aggregations) and for
 * aggregations without a key (per-CPU array of one); "self" (task storage), "scratch".
 * Programs: one "g<GROUP ID>" per group, unless its provider merges groups.
 */
#ifndef RT_CONTROL_H
#define RT_CONTROL_H

/* struct rt_record: which probe, and above it the speculation that keeps the record; 0: none */
enum { RT_PROBE_BITS = 26, RT_PROBE_MASK = (1 << 26) - 1 };

enum { RT_CPUS = 64 };		/* counters by CPU */
enum { RT_SPECS = 16 };	/* speculations at most */
enum { RT_SPEC_FREE = 0, RT_SPEC_ACTIVE = 1, RT_SPEC_COMMITS = 2, RT_SPEC_DISCARDS = 3 };

enum { RT_GATE_CLOSED = 0, RT_GATE_OPEN = 1, RT_GATE_EXIT = 2 };

struct rt_control {
	rt_u32 gate;		/* ordinary probes run only while it is RT_GATE_OPEN */
	rt_u32 sleeping;	/* the reader sleeps: wake it with the next record */
	rt_u32 target;		/* $target, target() */
	rt_u32 self_pid;	/* the engine's own process: $pid */
	rt_u64 wall_offset;	/* CLOCK_REALTIME - CLOCK_MONOTONIC, ns, at the start */
	rt_u64 hz;		/* HZ(): ticks in a second */
	rt_u64 ram_pages;	/* memory of the machine */
	rt_u64 mhz;		/* clock of its processors */
	rt_u64 seq;		/* order of insertion into arrays */
	/* the same by CPU, modulo RT_CPUS: records, keys of aggregations, elements of arrays */
	rt_u64 cpu_drops[RT_CPUS], cpu_agg_drops[RT_CPUS], cpu_var_drops[RT_CPUS];
	rt_u64 nested;		/* firings lost because all scratch of a CPU was in use */
	rt_u64 busy;		/* SystemTap: firings skipped because others had their variables: parts/lock.bpf.h */
	rt_u64 dyn_drops;	/* thread-local variable had no room */
	rt_u64 err_faults;	/* faults inside ERROR clauses */
	rt_u64 errors;		/* SystemTap: faults of kernel handlers, for MAXERRORS */
	rt_u64 spec_busy, spec_unavail;	/* speculation() that failed: one is still ending; all are in use */
	rt_u32 nspec, spec[RT_SPECS];	/* D: how many there may be; their states, RT_SPEC_* */
	rt_u32 cpus;		/* that the machine may ever have: numbers below it */
	rt_u64 zero;		/* always 0, which the verifier does not know: makes scalars unknown */
};

struct rt_var {
	rt_u64 drops;		/* insert failed: no room */
	rt_u64 used;		/* an aggregation without a key was updated: 0 may be its value */
	rt_u64 gen;		/* aggregations that are cleared: cells of another generation are empty */
	rt_u64 epoch;		/* variables that user space takes away (var.taken): elements of another are its own */
};

struct rt_time {		/* the option times: of one clause at one probe, nanoseconds */
	rt_u64 hits, sum, min, max;
	rt_u64 squares;
};

struct rt_record {		/* before every record; fields follow at the offsets of prog_layout() */
	rt_u16 id;		/* index in prog.records, or RT_REC_FAULT */
	rt_u16 cpu;
	rt_u32 probe;		/* index in prog.probes; above RT_PROBE_BITS the speculation */
};

#define RT_REC_FAULT 0xffff

/*
 * A fault on its way out of script functions: each call that it leaves is mixed in, told by where in the
 * text it starts. fault.c finds the calls again from that; the stack has no room for their list.
 */
#define RT_VIA(via, start) ((rt_u16)((via) * 31 + (start) + 1))

struct rt_fault_record {
	struct rt_record head;
	rt_u32 clause;		/* index in prog.clauses */
	rt_u32 site;		/* index in emit.sites: place in the script */
	rt_u16 code;		/* enum fault_code */
	rt_u16 via;		/* SystemTap: of the calls that it came out of, RT_VIA; 0: of none */
	rt_u32 msg_len;		/* SystemTap's error(): text that follows */
	rt_u64 value;
};

struct rt_stack {		/* a value of type stack */
	rt_u32 tgid;		/* 0: kernel */
	rt_u32 n;		/* frames that follow; those after n are zero */
	rt_u64 pc[];
};

#endif
