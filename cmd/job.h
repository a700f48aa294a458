/*
 * job.h - what a command line asks for, whichever of the three forms it has
 *
 *	main.c		picks the form, cuts up argv by the form's table, runs the job
 *	usage.c		--help, --version
 *	opts_*.c	one table of flags per form; usage text is printed from it
 *	run.c		compile and run, pass by pass
 *	passes.c	-v: SystemTap-like pass lines
 *	list.c		-l, -L
 *	marks.c		dtrace -h, -G
 *	doctor.c	what this kernel allows
 */
#ifndef SONDE_JOB_H
#define SONDE_JOB_H

#include <stdbool.h>
#include <stdio.h>
#include "lang/bundle.h"
#include "lang/front.h"
#include "lang/option.h"
#include "lib/diag.h"
#include "lib/vec.h"

enum form { FORM_SONDE, FORM_DTRACE, FORM_STAP };

/* exit statuses of sonde's own form (design, "The command"); dtrace and stap have theirs */
enum { STATUS_OK = 0, STATUS_SCRIPT = 1, STATUS_SYSTEM = 2, STATUS_LOST = 3 };

enum make { MAKE_NOTHING, MAKE_HEADER, MAKE_OBJECT };	/* dtrace -h, -G */

enum dump { DUMP_AST = 1, DUMP_PROG = 2, DUMP_C = 4 };

struct text {			/* a script or a program text, in command-line order */
	const char *text;	/* path, or the program itself */
	bool	    is_file;
	int	    kind;		/* dtrace: 'P' 'm' 'f' 'n' 'i', 0 */
};

/* a link named staprun, and which of its flags were given */
enum runner {
	RUN_STAPRUN = 1, RUN_ATTACH = 2, RUN_DELETE = 4, RUN_LOAD = 8, RUN_DAEMON = 16, RUN_BUFFER = 32,
	RUN_COMMAND = 64, RUN_PID = 128,
};

struct job {
	enum form form;
	const char *name;	/* how we were called, for messages: "sonde", "dtrace" */
	struct arena *arena;
	struct diag diag;
	struct options opt;
	const char *lang;	/* --lang, NULL: find out */

	VEC(struct text) texts;
	VEC(const char *) args;		/* operands; without a text the first is the script */
	VEC(const char *) options;	/* NAME=VALUE in order, set once the language is known */
	size_t nenv;			/* so many of them are the environment's */
	VEC(const char *) defines;	/* -D */
	VEC(const char *) tapset_dirs;	/* -I */
	VEC(const char *) cpp_args;	/* -I -D -U -H for the C preprocessor */
	VEC(const char *) patterns;	/* -l */
	const char *cpp_path;		/* -x cpppath; NULL: cpp */
	bool	    use_cpp, version, show_code;

	bool anonymous;			/* dtrace -A, -a */
	bool buffered;			/* dtrace -B */
	VEC(const char *) overrides;	/* -G VAR=VALUE */
	VEC(const char *) ignored;	/* flags and options that mean nothing here: what to say of each under -v */

	VEC(struct text) more;		/* dtrace: further -c ('c') and -p ('p') */
	const char *command, *pid;	/* -c, -x; NULL: none */
	const char *has;		/* doctor --has */
	const char *output;		/* -o, strftime() not done yet; NULL: standard output */
	uint64_t    rotate_bytes;	/* -S: next file after so much; 0: one file */
	unsigned    rotate_keep;	/* files kept; 0: all */
	const char *module;		/* -m; NULL: none */
	const char *release;		/* -r: a kernel's release, or its build folder */
	const char *arch;		/* -a */
	const char *keep_dir;		/* -k, --tmpdir: what is made is left there; "": make one */
	const char *compatible;		/* --compatible */
	const char *privilege;		/* --privilege */
	const char *runtime;		/* --runtime: what scripts are told */
	const char *sysroot;		/* --sysroot was given: --sysenv may follow */
	struct bundle *bundle;		/* sonde run: what is run instead of scripts; NULL: none */
	unsigned    dump;		/* enum dump */
	enum make   make;
	enum tables { TABLE_NONE, TABLE_FUNCTIONS, TABLE_TYPES, TABLE_ALIASES } table;	/* --dump-... */
	int	    last_pass;		/* 1 to 5 */
	bool	    pass_given;		/* -p */
	int	    verbose;
	unsigned char more_verbose[5];	/* --vp: by pass, added to verbose */
	double	    limit_s;		/* -T; 0: none */
	bool	    guru, json, no_cache, compile_only, list, list_args, stack_sizes, unoptimized;
	bool	    no_time_limits;	/* --suppress-time-limits, which wants -g */
	bool	    bulk;		/* -b: a file for each CPU */
	bool	    flight;		/* -F */
	double	    monitor;		/* --monitor: seconds between pictures; 0: none */
	unsigned    runner;		/* enum runner */
	const char *module_file;	/* the bundle that is run */
	const char *recorder;		/* staprun -A, -d: its name */
	bool	    stop_recorder;	/* -d */
	bool	    interactive;	/* -i */
	bool	    no_warnings, fatal_warnings;	/* -w, -W */
	bool	    mixed_dump;		/* two of -l, -L, --dump-... */
	bool	    dry;		/* something was printed instead: --help, --version */
	const struct flag *flags;	/* the form's, or those of sonde WORD */
	const char *verb_usage;		/* of sonde WORD, NULL: no such word was given */
	enum { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER } color;
};

/* ---- tables of flags; args.c ---- */
struct flag {
	char	    letter;	/* 0: none */
	const char *word;	/* long name, NULL: none */
	const char *arg;	/* name of its argument in the usage; NULL: it takes none */
	const char *help;
	/* 0, or an exit status after reporting */
	int (*set)(struct job *j, const char *value);
	bool	    optional;	/* --word may stand without =ARG, the letter has none: value is NULL */
	const struct flag *more;	/* of the row that ends a table: the table goes on there */
};

/*
 * args_parse - cut up argv by a table
 * Flags may follow operands, as getopt_long() and both peers have it; "--" ends them.
 * Operands go to j->args. Returns 0 or the status to exit with.
 */
int args_parse(struct job *j, const struct flag *table, int argc, char **argv);
void args_usage(const struct flag *table, FILE *out);
const struct flag *args_next(const struct flag *f);	/* the next row, or NULL */
int args_wrong(struct job *j, const char *fmt, ...) __attribute__((format(printf, 2, 3)));

extern const struct flag flags_sonde[], flags_dtrace[], flags_stap[],
	flags_doctor[], flags_run[], flags_recorder[], flags_staprun[];	/* ended by a row without set; see struct flag, more */

int usage_print(const struct job *j, FILE *out);	/* of the job's form */
int version_print(const struct job *j);

/* setters that several tables share */
int set_verbose(struct job *j, const char *v);
int set_command(struct job *j, const char *v);
int set_pid(struct job *j, const char *v);
int set_output(struct job *j, const char *v);
int set_define(struct job *j, const char *v);
int set_include(struct job *j, const char *v);
int set_option(struct job *j, const char *v);
int set_guru(struct job *j, const char *v);
int set_quiet(struct job *j, const char *v);
int set_pass(struct job *j, const char *v);
int set_color(struct job *j, const char *v);
int set_no_cache(struct job *j, const char *v);
int set_json(struct job *j, const char *v);
int set_list(struct job *j, const char *v);
int set_list_args(struct job *j, const char *v);
int set_flow(struct job *j, const char *v);

/* shebang.c: the flags of a D script's first line that it cannot do without */
void shebang_flags(struct job *j, const char *path);
int set_program(struct job *j, const char *v);
int set_help(struct job *j, const char *v);
int set_version(struct job *j, const char *v);
int set_nothing(struct job *j, const char *v);		/* accepted, has no meaning here */
void start_messages(struct job *j);			/* in the way of the form, once all is set */
extern const char *const form_names[];			/* by enum form */

/* ---- the work ---- */
int bundle_run(struct job *j);		/* sonde run NAME.sonde */
bool bundle_exists(struct job *j, const char *name);	/* false: errno says why */
/* $SYSTEMTAP_DIR/rc: flags that come before the command line's; rc.c */
int rc_parse(struct job *j, const struct flag *table);
int dtrace_env(struct job *j);		/* DTRACE_OPT_NAME=VALUE, as -x, before the command line's; D reference, 9 */
int cache_clean(struct job *j);		/* status */
int job_run(struct job *j);
int staprun_run(struct job *j);
int recorder_show(struct job *j);
int recorder_attach(struct job *j);
int recorder_stop(struct job *j);
int list_run(struct job *j);
int interactive_run(struct job *j);	/* -i */
int tables_run(struct job *j);		/* --dump-functions and its like */
/* NAME:TYPE (TYPE, ...) of a function of SystemTap's library; NULL: it is none */
struct builtin;
const char *builtin_line(struct arena *a, const struct builtin *b);
int doctor_run(struct job *j);

/* ---- -v; passes.c ---- */
struct pass { int64_t real_ns, user_ns, sys_ns; };
struct pass pass_begin(void);
bool pass_is_told(const struct job *j, int n);	/* -v, --vp */
/* "Pass N: TEXT using ..kb, in ..ms." when -v was given */
void pass_end(const struct job *j, int n, const struct pass *since, bool memory, const char *fmt, ...)
	__attribute__((format(printf, 5, 6)));
void pass_parsed(const struct job *j, const struct pass *since);
void pass_analyzed(const struct job *j, const struct pass *since, size_t probes, size_t funcs, size_t embeds, size_t globals);

/* file run through the C preprocessor; NULL after reporting */
struct source *cpp_read(struct job *j, const char *path);

#endif
