/*
 * probe.h - probes and who provides them (interface only; no provider is known here)
 *
 * Writing a provider. One file in bpf/provider/, one struct provider at its end, its name in that
 * folder's meson.build; tests have fakes. Members are called in this order:
 *
 *  match	finds the probes a description names and reports each through found(); called many
 *		times, must not attach anything, may cache in world. Required.
 *  args	types and names of a probe's arguments, once per probe a clause looks into. Optional:
 *		without it the probe has arg0.. as integers only if `raw_args` says so.
 *  emit	BPF C for all groups of this provider: SEC(), prologue that fills struct firing, a call
 *		of each group's function. Called once per program. Required unless where is IN_USER.
 *  prepare	once per program between opening and loading the object, to set what libbpf does not
 *		know by itself. Optional. Returns 0 or -errno after reporting.
 *  attach	once per program after loading; keeps what it opened in the session (session_own_*).
 *  start	instead of attach, for a provider whose probes the session's loop fires (IN_USER): procfs,
 *		input. It has descriptors watched (session_watch) and fires by session_fire_text().
 *  detach	releases what attach made; links kept by session_own_link are closed by the session.
 */
#ifndef SONDE_PROBE_H
#define SONDE_PROBE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include "lib/source.h"
#include "lib/vec.h"

struct arena;
struct arg_piece;
struct clause;
struct d_library;
struct diag;
struct emit;
struct feature_set;
struct loc;
struct options;
struct probe_stability;
struct proc;
struct prog;
struct provider;
struct session;
struct type;
struct type_source;
struct world;

#define PROBE_SLOTS 32		/* arg0..arg9, and as many as D's marks have */

enum { PROBE_LATER_NAME = 64 };	/* bytes of a field of a probe that gets its name while we run */

enum probe_where { IN_KERNEL = 1, IN_USER = 2 };

/* what the session has to do to fire a probe that nothing in the kernel fires */
enum probe_role {
	ROLE_EVENT,		/* the kernel fires it */
	ROLE_BEGIN, ROLE_END, ROLE_ERROR,
	ROLE_TICK,		/* period_ns, from the session loop */
	ROLE_NEVER,
};

/* what is known of a probe by itself: its names, its number; emit makes tables of what is asked for */
enum probe_field {
	FIELD_NONE, FIELD_PROV, FIELD_MOD, FIELD_FUNC, FIELD_NAME, FIELD_POINT, FIELD_LABEL, FIELD_CALL, FIELD_TYPE,
	FIELD_WHERE,		/* SystemTap's probefunc(): the function, "0x0" without one */
	FIELD_POINT_FUNC,	/* SystemTap's ppfunc(): the function that pp() names */
	FIELD_RETURN,		/* "1": it fires when something returns */
	FIELD_ID
};

enum arg_where {
	ARG_SLOT,		/* firing.arg[slot] has the value; of an object: its address */
	ARG_VALUE,		/* loc yields the value when it is read */
	ARG_ADDRESS,		/* loc yields the address of the variable */
	ARG_PIECES,		/* an object that lies in several places, or in registers */
	ARG_MISSING,		/* the probed code has it, but not at this address: why */
};

enum arg_kind { ARG_PARM, ARG_LOCAL, ARG_GLOBAL };

struct arg {
	const char	  *name;	/* "" when unknown */
	const struct type *type;	/* NULL: unknown, an int64 */
	unsigned	   slot;	/* in firing.arg[]; argN is slot N; with loc: world_slot() */
	bool		   trusted;	/* a BTF pointer that BPF may follow directly */
	bool		   user;	/* a pointer into user memory, or lies there itself */
	enum arg_where	   where;
	enum arg_kind	   kind;
	const char	  *spelling;	/* of the type, for SystemTap's listing; NULL: made from type */
	const struct loc  *loc;
	uint64_t	   fixed;	/* ARG_ADDRESS of a variable of the kernel: the address, instead of loc; 0: it has loc */
	const struct arg_piece *pieces;	/* by offset */
	size_t		   npieces;
	const char	  *why;		/* ARG_MISSING: for the message */
	bool		   listed;	/* ARG_MISSING: -L shows it, as the original's does */
	const char	  *source;	/* of a slot's value, for listings; NULL: it is an argument of the call */
};

struct arg_piece {
	uint64_t   offset, size;	/* in the object, bytes */
	struct arg arg;			/* ARG_VALUE, ARG_ADDRESS or ARG_MISSING */
};

struct arg_list {
	VEC(struct arg) args;		/* typed: D's args[i], SystemTap's $name */
	bool	 typed;			/* false: only raw slots */
	const struct type *ret;		/* SystemTap $return, D's args of a return probe; NULL: none */
	unsigned ret_slot;
	bool	 ret_user;		/* as arg.user, arg.spelling */
	const char *ret_spelling;
	const struct arg *ret_arg;	/* of an object in registers; NULL: ret_slot has it */
	VEC(const struct arg *) others;	/* that provider.var() has found: for emit */
	const char *where;		/* what debug info they come from, for the message; NULL: from none */
	const char *why_none;		/* no variables can be known: for the message; NULL: there are none */
	bool	    is_copy;		/* ... for the compiler copied the function and changed it */
	const char *const *listed;	/* what -L shows, as the original's does, though no handler can read it; NULL-ended */
};

/* a probe that a library script defines: one of another provider's under names of its own */
struct probe_alias {
	const char *prov, *mod, *func, *name;
	struct probe *const *points;	/* all that fire it, with this alias and one id; a match finds the first */
	size_t	    npoints;
	/* arguments as its clauses see them; NULL: none */
	const struct arg_list *(*args)(struct world *, const struct probe *);
	const void *impl;		/* of who defines it */
};

/* what a provider knows of its probe; what a user sees of it: probe_shown() */
struct probe {
	unsigned    index;		/* in prog.probes; what firing.probe holds */
	unsigned    id;			/* D's probe id, as -l shows it */
	const struct provider *provider;
	const char *prov, *mod, *func, *name;	/* the four fields, "" when empty; interned */
	const char *point;		/* SystemTap's spelling, pp(); NULL: none */
	const char *point_read;		/* ... in handlers that read its arguments; NULL: the same */
	const char *call;		/* SystemTap's name of a system call; NULL: none */
	const char *label;		/* pnlabel(); NULL: none */
	enum probe_role role;
	const char *type;		/* SystemTap's probe_type(); NULL: the provider's */
	bool	    is_return;		/* after the call: $return, errno have a value */
	const char *text_var;		/* SystemTap: name of the string that the session gives or takes; NULL: none */
	bool	    text_given;		/* it gives it */
	size_t	    text_room;		/* bytes that it takes; 0: those of a string */
	uint64_t    period_ns;		/* timers */
	int64_t	    order;		/* begin(N): sequence */
	uint64_t    key;		/* the provider's: system call number, offset, event id */
	uint64_t    addr;		/* of its place in its object, from which locations count; */
	bool	    moves;		/* that may be loaded anywhere */
	const char *only;		/* which of the firings there are its own, tells it from others of its point; NULL: all */
	bool	    saves_entry;	/* a return that does not know where its function begins */
	const char *program;		/* file that a user process has to run or load for it; NULL: none, or any */
	void	   *data;		/* the provider's, arena of the compile */
	const struct probe_stability *stability;	/* that its program gives it; NULL: its provider has one */
	const char *definition;		/* D's text of it, which its program carries (lib/sdt.h); NULL: none */
	const struct probe_alias *alias;	/* NULL: it is shown as it is */
	bool	    optional;		/* SystemTap's ? and !: one that cannot be armed is passed over */
	bool	    later;		/* kept free for what provider.later() says; has no name yet */
	struct arg_list *args;		/* filled by probe_args() */
	bool	    args_done;
};

/* one component of a SystemTap probe point: kernel.function("vfs_*").return */
struct point_comp {
	const char *name;
	enum { PA_NONE, PA_NUM, PA_STR } arg;
	const char *str;
	int64_t	    num;
	bool	    is_hex;		/* num was written so, or as more than INT64_MAX: an address */
	struct span span;
};

/*
 * SystemTap's spelling of a provider's points: components joined by dots, "(string)" or "(number)"
 * after one that takes it, "*" as the name of one that may be any word: "syscall.*.return".
 */
struct point_form {
	const char *pattern;
	int	    tag;		/* the provider's */
	bool	    guru;		/* only with -g */
	bool	    own;		/* not SystemTap's: whoever mistypes something did not mean it */
	const char *const *vars;	/* -L: of one line for all of its probes; ended by NULL; NULL: each has its own */
};

struct probe_desc {
	const char *prov, *mod, *func, *name;	/* D: patterns, "" matches all */
	struct span span;
	const struct point_form *form;		/* SystemTap: the form that fitted, else NULL */
	const struct point_comp *comps;
	size_t ncomps;
	const char *text;		/* as written, for messages */
	bool	    library;			/* written by the library, whose users cannot change it */
	bool	    optional;			/* by itself, "?": its names need not exist */
};

/* return non-zero to stop; the probe is in world->arena and stays */
typedef int found_fn(struct probe *p, void *ctx);

/* probes of one provider that have the same clauses: one function of BPF C */
struct group {
	unsigned id;
	const struct provider *provider;
	VEC(struct probe *) probes;
	VEC(struct clause *) clauses;
	unsigned arg_mask;		/* slots that a clause reads */
	bool	 overrides;		/* a clause ends the probed function: return() */
	bool	 registers;		/* a clause, or a function that it may call, reads the registers of the firing */
};

struct provider {
	const char *name;		/* D: first field of a probe description; may be a pattern ("pid*") */
	const struct point_form *forms;	/* ended by a NULL pattern; NULL: none */
	unsigned    where;		/* IN_KERNEL | IN_USER */
	const char *help;
	const char *const *own_names;	/* patterns of names that no other provider has; ended by NULL; NULL: none */
	const char *type, *return_type;	/* SystemTap's probe_type(); NULL: a kernel_tracepoint; the same */
	bool	    raw_args;		/* arg0.. have a meaning */
	bool	    arg_addresses;	/* ... and some are addresses that the kernel's verifier knows as such */
	const struct probe_stability *stability;	/* NULL: as most have it */
	bool	    atomic;		/* fires where interrupts may be off: no memory to be had there */
	bool	    script_args;	/* SystemTap: arguments are plain variables too (syscall.read's fd) */
	bool	    (*works_empty)(const struct probe *);	/* SystemTap: of use without a handler; NULL: never */
	bool	    dollar_names;	/* SystemTap: $$vars says $arg1=..., not arg1=... */
	bool	    no_point_func;	/* SystemTap: pp() does not name the function that the place is in */
	bool	    pn_resolved;	/* SystemTap: pn() of its points is what pp() is */
	bool	    pn_name;		/* SystemTap: pn() and -l show the name of its probes, pp() the point */
	bool	    entry_values;	/* SystemTap: $x at a return is what it was at the entry: kept from there */
	bool	    entry_frames;	/* by the frame that __frame() tells; else by the depth of calls */
	bool	    ends_function;	/* return() at its entry probes ends what they are in */
	/* SystemTap, with -g: the variable ("$x") that may be assigned, by a call of that builtin; NULL: none */
	struct { const char *name, *builtin; bool at_return; } assigned;
	bool	    double_arrows;	/* D's flow indentation marks its entries => and its returns <= */
	/*
	 * Returns the number found (0 is not an error), or -errno after reporting through
	 * world->diag (a process that is gone, a file that cannot be read).
	 */
	int  (*match)(struct world *, const struct probe_desc *, found_fn *, void *ctx);
	/*
	 * Probes kept free for what the description may come to mean while the session runs (D's -Z); they
	 * get their names, and are armed, by then. Returns their number.
	 */
	int  (*later)(struct world *, const struct probe_desc *, found_fn *found, void *ctx);
	int  (*args)(struct world *, const struct probe *, struct arg_list *ret);
	/*
	 * A variable that is not among the arguments: SystemTap's @var("name@file", "module"), and $name of a
	 * whole source file. file and module may be NULL. NULL: there is none.
	 */
	const struct arg *(*var)(struct world *, const struct probe *, const char *name, const char *file,
				 const char *module);
	/* types of the probed code, or of another module of it; NULL: the kernel's */
	struct type_source *(*types)(struct world *, const struct probe *, const char *module);
	/* the probe at the entry of the function that a return probe is of; NULL: there is none */
	struct probe *(*entry)(struct world *, const struct probe *);
	/* why none of its probes can be seen here, whatever is asked for, and what it takes; NULL: it is not so */
	const char *(*blind)(struct world *);
	/* may its probes be attached on this machine? NULL: yes. Libraries take their next way if not. */
	bool (*usable)(struct world *);
	void (*emit)(struct emit *, struct group *const *groups, size_t n);
	int  (*prepare)(struct session *, struct group *const *groups, size_t n);
	int  (*attach)(struct session *, struct group *const *groups, size_t n);
	void (*opened)(struct session *);	/* probes may fire from now on, and the command has not run yet */
	void (*detach)(struct session *);
	/* IN_USER: the session's loop fires the probes; called instead of attach, without groups */
	int  (*start)(struct session *);
};

/* what a provider keeps from one match to the next: open files, tables of symbols */
struct world_cache {
	const void *owner;
	void *data;
	void (*drop)(void *data);
};

/*
 * What providers found, in the order of asking: kept while a bundle is made (lang/bundle.h), and the
 * answer again, in the same order, when it is run.
 */
enum { MATCH_FIELDS = 5 };	/* provider, module, function, name, point */
struct match_name { const char *field[MATCH_FIELDS]; };
struct match_entry {
	const char *provider, *text;	/* who was asked for what */
	VEC(struct match_name) names;
};
struct match_log {
	bool   replay;
	size_t at;		/* entries that were given back */
	VEC(struct match_entry) entries;
};

/* what .counter("name") counts and @perf("name") reads */
struct counter_read { const char *program; struct span at; };
struct counter {
	const char *name;
	bool	    given, read;
	const char *of;			/* file of the program that it counts; NULL: not known */
	struct span at;			/* where it is read last */
	VEC(struct counter_read) reads;	/* by probes in programs; arena */
};

struct target_types {
	const char *path;
	struct type_source *types;	/* NULL: no debug info */
};

/* what a front end can ask of the outside; tests fill it with fakes */
struct world {
	struct arena *arena;		/* of the compile */
	struct diag  *diag;
	struct options *options;
	bool	      guru;		/* -g */
	const struct provider *const *providers;	/* ended by NULL */
	struct type_source *kernel;	/* types of the kernel; NULL: none */
	struct type_source *(*module)(struct world *, const char *name);	/* NULL: absent */
	/* names of the modules that have types, NULL behind the last; NULL: none are known */
	const char *const *(*modules)(struct world *);
	/*
	 * where nobody may probe the kernel's functions: a tracepoint in this one that has its arguments, "kmem:kmalloc";
	 * NULL: there is none, or functions can be probed
	 */
	const char *(*stand_in)(struct world *, const char *func);
	/* address of a kernel symbol, module "" for any; -ENOENT; NULL: addresses cannot be seen */
	int (*symbol)(struct world *, const char *module, const char *name, uint64_t *addr);
	/* a variable of the kernel with its type, for probes that are not in it; file, module as for provider.var() */
	const struct arg *(*kernel_var)(struct world *, const char *name, const char *file, const char *module);
	/* a variable of a program, for probes that do not stand in its code; module NULL: of the probe's own program */
	const struct arg *(*program_var)(struct world *, const struct probe *, const char *name, const char *file,
					 const char *module);
	/*
	 * address and type (NULL: not known) of a symbol of the target, object "" for any; -ENOENT, -EAGAIN
	 * (not mapped yet), -ESRCH (no target); NULL: addresses cannot be seen
	 */
	int (*user_symbol)(struct world *, const char *object, const char *name, uint64_t *addr,
			   const struct type **type);
	/*
	 * types of the target's files whose name fits ("" any), one after the other: of the next one behind *at, which is 0
	 * at first. false: no more; NULL: none can be seen
	 */
	bool (*target_types)(struct world *, const char *object, size_t *at, struct target_types *ret);
	pid_t	      target;		/* -c, -x: traced process; 0: none */
	bool	      target_new;	/* -c: it has not run yet, so every call in it will be seen from its beginning */
	const char   *target_path;	/* its executable; NULL: none */
	struct proc  *proc;		/* the same process, a command perhaps before its exec; NULL: none */
	unsigned      first_id, next_id;	/* D probe ids to give out, and the next of them */
	VEC(const char *) slots;	/* keys of world_slot(), interned; arena */
	VEC(struct world_cache) caches;	/* heap; bpf/provider/cache.h */
	VEC(struct counter) counters;	/* SystemTap's perf counters; world_counter() */
	struct d_library *library;	/* lang/d's; arena; NULL: nothing asked of it */
	struct match_log *log;		/* answers are kept here, or come from here; NULL: neither */
	struct feature_set *features;	/* bpf/feature.h; NULL: of another kernel, or of no matter */
	pid_t	      target_gone;	/* stap -x: there was no such process; 0: there was, or none was asked for */
	bool	      any_target;	/* a bundle: there may be a target when it runs */
	void	     *impl;		/* of bpf/world.c */
};

struct probe *probe_new(struct world *w, const struct provider *pr, const char *prov, const char *mod,
			const char *func, const char *name);
bool desc_matches(const struct probe_desc *d, const char *prov, const char *mod, const char *func,
		  const char *name);		/* globs and empty fields, or all fields of a D description */

/* one provider is asked, through world->log; number found or -errno (reported) */
int provider_match(struct world *w, const struct provider *p, const struct probe_desc *d, found_fn *found, void *ctx);
/* all providers that could have it are asked; number found or -errno (reported) */
int world_match(struct world *w, const struct probe_desc *d, found_fn *found, void *ctx);
/* why the providers that would have it see nothing at all; NULL: they do see */
const char *world_blind(struct world *w, const struct probe_desc *d);
const struct arg_list *probe_args(struct world *w, struct probe *p);	/* NULL: none known */
/*
 * The number that stands for a variable in E_CTX when it has a loc: the same for the same key, so that
 * probes whose variable lies in different places can share a clause. Not less than PROBE_SLOTS.
 */
unsigned world_slot(struct world *w, const char *key);
/* the perf counter of that name, made when it is not there; its place in w->counters is its number */
struct counter *world_counter(struct world *w, const char *name);
/* the argument or piece that a number of world_slot() stands for in a probe; NULL: none */
const struct arg *probe_arg_at(const struct probe *p, unsigned slot);
const char *probe_str(struct arena *a, const struct probe *p);		/* prov:mod:func:name, as shown */
const char *probe_shown(const struct probe *p, enum probe_field f);	/* FIELD_PROV to FIELD_TYPE as shown; "" */
const struct arg_list *probe_shown_args(struct world *w, struct probe *p);	/* D's args[] of it */

/* does a list of components fit a form; and the provider and form that fit (NULL: none) */
bool form_fits(const struct point_form *f, const struct point_comp *c, size_t n);
const struct provider *world_form(struct world *w, const struct point_comp *c, size_t n,
				  const struct point_form **form);

#endif
