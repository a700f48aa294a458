/*
 * builtin.h - variables, functions, actions and subroutines: one row each
 *
 * To add one, add a row to the FAMILY.c it belongs to (context string time memory stack output
 * process). The type checkers read sig, place.c reads which bodies exist, emit fills the bpf
 * template, eval and the session loop call user, the reference page prints help. Nothing else in
 * the project knows a builtin by its name.
 *
 * sig	"RESULT" for a variable (pid), "RESULT (ARG, ARG, [OPTIONAL], ...)" for a call. Types:
 *	void  int8..int64 uint8..uint64  int (= int32)  long (= int64)  ptr (any pointer or integer
 *	address, result void *)  bytes (char array)  string  string<N> (at most N bytes with the NUL)
 *	stack  symaddr  usymaddr  modaddr umodaddr uoffaddr (shown as the module; with the offset)
 *	 agg (an aggregation by name)  const (an integer constant)
 *	lit (a string literal)  fmt (printf format; the rest are its arguments)  @ (any type)
 *	task (struct task_struct *)   ... (any number of any type)
 *	"[fmt]" in front of other arguments is there when the first one given is a string literal.
 *	"bytes" as an argument: memory copied into the record (D: an address, taken as an array of
 *	char of the length that the next argument says).
 *
 * bpf	C text (a GNU expression) that gives the value in a kernel handler; NULL: no body there.
 *	$1 $2 ..	arguments: 64-bit values, or const char * for strings; 0 for one that is absent
 *	$n1 $n2 ..	for a string argument: its bound in bytes; for an optional one that is absent: 0
 *	$#		how many arguments are given
 *	$now		the clause's timestamp
 *	$dst $size	for a string, bytes, stack or usymaddr result: the buffer to write (zeroed on
 *			demand by the callee) and its size; the expression's own value is then ignored
 *	$f		struct firing *: f->ctx, f->arg[], f->fault
 *	$name		of a row with a field: that name of the firing probe, padded with NULs
 *	$fmt $rest	printf-like: the format as a C literal in bpf_snprintf's conversions; the arguments
 *			after the format as rt_u64, comma-separated
 *	$sprintf $valuesDN	the whole body: text by the call's format; the values one after the other
 *			(D 1: with the first argument between them, N 1: with a newline)
 *	$work		room for a stack of the kernel's length and a line of text
 *	$frames		MAXBACKTRACE
 *	$token		struct rt_token * (B_TOKENS)
 *	$match		struct rt_match * (B_TOKENS, B_STATE); $grouped: the function that fills it
 *	$fn, $par	not for builtins (see agg.h)
 *	String arguments may lie in maps or in kernel memory, so bodies read them with probe reads.
 *	A row with a number as result that names $dst gets it as work space (B_ALLOCA, B_DEPTH).
 *	A body that can fault calls rt_fault($f, CODE, VALUE) inside and sets B_FAULTS.
 *
 * user	body in user space; NULL: no body there. A row with a user body, no bpf body and result void
 *	is an action: in a kernel handler it becomes a deferred call.
 */
#ifndef SONDE_BUILTIN_H
#define SONDE_BUILTIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "lang/probe.h"
#include "lang/prog/prog.h"
#include "lib/diag.h"

struct runtime;
struct value;

/*
 * A body in user space. @rt: services (output, store, symbols), @call: the E_CALL (its fmt, its
 * constant and VARREF arguments), @args: one value per argument, strings and stacks borrowed for
 * the call. @ret: NULL for void; strings are allocated with rt_temp(). Returns 0 or a fault code.
 */
typedef int user_fn(struct runtime *rt, const struct expr *call, const struct value *args,
		    struct value *ret);

enum builtin_flags {
	B_FAULTS      = 1 << 0,	/* the kernel body may raise a fault */
	B_DESTRUCTIVE = 1 << 1,	/* needs -w / -g */
	B_RECORDS     = 1 << 2,	/* D: counts as data-recording: the clause prints a line */
	B_NULL_OK     = 1 << 3,	/* a NULL string argument is not a fault; $1 may be 0 */
	B_PER_FIRING  = 1 << 4,	/* same value for all of a clause: computed once (timestamp) */
	B_RETURN      = 1 << 5,	/* meaningful at return probes only (errno) */
	B_GATE        = 1 << 6,	/* exit: kernel body shuts the gate *and* the call is deferred */
	B_TRUSTED     = 1 << 7,	/* result is a kernel pointer BPF may follow directly (curthread) */
	B_SPECULATES  = 1 << 8,	/* what follows in the clause is kept back (D, "Speculation") */
	B_ALLOCA      = 1 << 9,	/* $dst, $size: the clause's alloca area, see bpf/rt/memory.bpf.h */
	B_OVERRIDES   = 1 << 10,	/* ends the probed kernel function at once: needs a kprobe of its own */
	B_ACTION      = 1 << 11,	/* D: a statement of its own, though the kernel carries it out */
	B_STACK	      = 1 << 12,	/* first constant argument is the number of frames */
	B_NULL_RESULT = 1 << 13,	/* string: the value of the expression is 0 for NULL, else not */
	B_DEPTH	      = 1 << 14,	/* $dst, $size: room for a stack of maxframes, though the result is a number */
	B_CLEARS      = 1 << 15,	/* empties its aggregation: cells of that carry a generation */
	B_NOW	      = 1 << 16,	/* the user body belongs to the firing: it cannot be called later */
	B_LEAVES      = 1 << 17,	/* SystemTap: the handler ends behind the call */
	B_WHERE	      = 1 << 18,	/* SystemTap: of a probe without a function, the symbol at its address */
	B_HOME	      = 1 << 19,	/* shows nothing but ourselves in a handler that the session fires: rather in user space */
	B_USYMS	      = 1 << 20,	/* shows user addresses: the target's mappings have to be kept */
	B_TOKENS      = 1 << 21,	/* goes on with a text of the handler: $token */
	B_COMMITS     = 1 << 22,	/* what a speculation kept is given out */
	B_DISCARDS    = 1 << 23,	/* ... or thrown away */
	B_STATE	      = 1 << 24,	/* shares something with other calls of the handler: they stay together */
	B_THROWS      = 1 << 25,	/* no body at all: the front end makes it S_THROW of its argument */
	/* D: calls that the front end makes into something else: lang/d/lower_token.c, lower_print.c */
	B_TOKEN	      = 1 << 26,
	B_OBJECT      = 1 << 27,	/* the argument points to what is recorded */
	B_PACKET      = 1 << 28,	/* ... to a packet of the network */
	B_ABSENT      = 1 << 29,	/* no body: known, and refused; help says why */
	B_KERNEL      = 1 << 30,	/* SystemTap: shows the kernel's memory or stack: not for --privilege=stapusr */
};

/* how D's front end reports a call that does not fit, where D has a tag of its own for it */
struct builtin_tags {
	enum diag_tag len, arg;		/* number of arguments, type of one */
	enum diag_tag agg, undef;	/* no aggregation; one that holds nothing */
	enum diag_tag konst;		/* not a positive constant */
};

struct builtin {
	const char *name;	/* as the script spells it */
	unsigned    langs;	/* LANG_D | LANG_STAP */
	const char *sig;
	const char *bpf;
	user_fn	   *user;
	unsigned    flags;
	const char *help;	/* one line */
	/* NULL or: D type name of the result in the kernel's BTF ("struct task_struct *", "pid_t") */
	const char *d_type;
	unsigned    arg_slots;	/* bit i: the kernel body reads $f->arg[i] */
	enum probe_field field;	/* of the firing probe, that the kernel body reads */
	const struct builtin_tags *tags;	/* NULL: ERR_PROTO_LEN and ERR_PROTO_ARG */
	/*
	 * SystemTap, NULL or: a row without arguments whose value is handed over behind the arguments
	 * that the script gives: what a body in user space needs of the firing (its stack, its process).
	 */
	const char *with;
	/* parts of the BPF runtime that the kernel body needs besides the common ones: bpf/rt/parts */
	const char *rt;
	bool	    registers;	/* those of the firing are what it is about: not where the kernel keeps none (fentry) */
	const struct stability *stability;	/* D; NULL: Stable/Stable/Common */
	unsigned    user_at;	/* number of the argument, from 1, at which it reads the user's memory; 0: it does not */
	bool	    peeks;	/* SystemTap: the user body reads memory as it is now: in handlers that the session fires */
	bool	    of_library;	/* D: a name of its libraries, though it needs none of their text: gone with nolibs */
	/* D, NULL or: what an obj argument points to, one of these words: a tag, a typedef, an integer's bytes */
	const char *object;
	const char *as_string;	/* D, NULL or: the row that its result is to stringof(), of the same arguments */
};

/* its result is a name: front ends type it with the longest such name of the clause's probes */
static inline bool builtin_is_probe_name(const struct builtin *b)
{
	return b->field >= FIELD_PROV && b->field < FIELD_ID && b->sig[0] == 's';	/* string */
}

/* sig taken apart; cached by builtin_find's caller if it cares */
struct sig_arg {
	enum { SA_VALUE, SA_PTR, SA_BYTES, SA_STRING, SA_STACK, SA_SYM, SA_USYM, SA_AGG, SA_CONST,
	       SA_LIT, SA_FMT, SA_ANY, SA_TASK, SA_REST, SA_VOID,
	       SA_MEM } kind;		/* SA_MEM: an address, or a string for its bytes' */
	const struct type *type;	/* SA_VALUE: the integer type; SA_PTR: not NULL for obj, which no number is */
	unsigned size;			/* string<N>; 0: the strsize option */
	bool	 optional;
};

struct sig {
	struct sig_arg ret;
	struct sig_arg args[10];
	unsigned nargs, min;		/* min: how many must be given */
	bool	 is_call;		/* has parentheses */
	bool	 rest;			/* fmt or ...: any number follows */
};

/* false: the sig text is wrong (a unit test walks all rows) */
bool builtin_sig(const struct builtin *b, struct sig *ret);
/* result type; strsize and frames give bounds of strings and stacks */
const struct type *sig_type(struct arena *a, const struct sig_arg *s, unsigned strsize, unsigned frames);

/*
 * builtin_find - by name
 * @nargs: how many arguments are given; < 0: used as a variable
 * Several rows of one name: the first whose arity fits; when none fits, the first of that name, so
 * that the caller can say what it takes. NULL: unknown in that language.
 */
const struct builtin *builtin_find(enum lang lang, const char *name, int nargs);
/* why a function of the original is not to be had, and what is instead; NULL: it is not one of those */
const char *builtin_refused(enum lang lang, const char *name);
/* all rows, in families; *it starts at 0 */
const struct builtin *builtin_next(size_t *it);
bool builtin_is_action(const struct builtin *b);

/* not for scripts: carries the parts of an action whose arguments are made in user space, see late.c */
extern const struct builtin builtin_late;

/* each family's table, ended by a row without name; listed once in builtin.c */
extern const struct builtin builtins_context[], builtins_string[], builtins_time[],
	builtins_memory[], builtins_stack[], builtins_output[], builtins_process[], builtins_symbol[],
	builtins_code[], builtins_task[], builtins_regs[], builtins_float[], builtins_speculate[], builtins_dstring[],
	builtins_djson[], builtins_pcap[],
	builtins_syscall[], builtins_refused[];

#endif
