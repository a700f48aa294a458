/*
 * run_int.h - what the files of one run share
 *
 *	run.c		the passes, from texts to exit status
 *	texts.c		scripts read, language and options found out
 *	marks.c		header and object for programs that define probes
 *	pass5.c		the target, the output, the session
 *	dumps.c		stages as text, and files that are kept
 *	bundle.c	-m, and sonde run
 *	resize.c	sizes that do not fit
 *	recorder.c	-F, and what shows its text
 *	monitor.c	--monitor's screen
 *	outcome.c	exit status of what happened, in the form's way
 */
#ifndef SONDE_RUN_INT_H
#define SONDE_RUN_INT_H

#include "bpf/cc.h"
#include "bpf/session.h"
#include "bpf/world.h"
#include "cmd/job.h"

struct run {			/* everything that lives as long as the job */
	struct job *job;
	struct compile compile;
	struct world world;
	struct proc *proc;
	VEC(struct proc *) more;	/* dtrace: of further -c and -p; heap */
	struct feature_set features;
	struct cc cc;
	struct emit emit;
	struct session session;
	struct recorder *recorder;	/* -F without -o: of recorder.c; NULL: none */
	struct monitor *monitor;	/* --monitor, of monitor.c; NULL: none */
	int armed_fd;			/* -F: the parent waits for a byte */
	const char *keep_dir;		/* -k; NULL: nothing is kept */
	const char *base;		/* of the names of what is made */
	struct match_log answers;	/* -m: what the providers found */
	struct buf c_text;
	void *obj;
	size_t obj_size;
};

/* texts.c; each returns 0 or the status to exit with */
int texts_read(struct run *r);
const struct frontend *texts_language(struct run *r);
int options_take(struct run *r);
int option_take(struct job *j, const char *setting);	/* "name" or "name=value" */

int marks_make(struct run *r);		/* marks.c: -h, -G; exit status */

/* resize.c: sizes of buffers within the machine's memory; false after reporting: bufresize=manual */
bool sizes_fit(struct run *r);
void say_stability(const struct run *r, FILE *out);	/* pass5.c: dtrace -v */

int compile_c(struct run *r);		/* run.c: pass 4 */

/* dumps.c */
bool pass_shows(const struct run *r, int pass);	/* -pN prints what stap prints of that pass */
int dump_ast(struct run *r);		/* a status */
size_t count_functions(const struct prog *p);	/* those of the library included */
void dump_prog(struct run *r);
int keep_begin(struct run *r);		/* -k; a status */
const char *keep_name(const struct run *r, const char *suffix);
const char *keep_object_name(const struct run *r);
void keep_text(const struct run *r);
void keep_object(const struct run *r);
void keep_end(const struct run *r);

/* recorder.c */
int recorder_fork(struct run *run, bool *parent);	/* a status */
FILE *recorder_file(struct run *run);
void recorder_detach(struct session *s, void *run);	/* a session that runs becomes a recorder: ^\\ */
int recorder_armed(struct run *run);	/* 0, or -errno after reporting */
void recorder_linger(struct run *run);
void recorder_free(struct run *run);

/* monitor.c; all do nothing without --monitor */
int monitor_begin(struct run *r);		/* a status: before the traced command is there */
void monitor_aside(struct run *r, bool away);	/* what is printed goes where the screen finds it, or back */
int monitor_open(struct run *r);		/* 0 or -errno after reporting: the screen, for a session that is armed */
void monitor_close(struct run *r);		/* gone; what is not shown yet is printed */
void monitor_free(struct run *r);

/* pass5.c; each returns a status */
int target_take(struct run *r);
int pass5_run(struct run *r);

/* bundle.c; each returns a status */
int bundle_begin(struct run *r);	/* the world answers as it did when the bundle was made, or is listened to */
int bundle_check(struct run *r);	/* what was compiled in holds here, too; then r has the bundle's object */
int bundle_save(struct run *r);

/* staprun.c: what staprun -v tells */
void staprun_inserted(const struct job *j);
void staprun_removed(const struct job *j);

/* outcome.c */
int status_of(const struct job *j);	/* for what diag has seen */
int status_refused(const struct job *j);	/* the system did not let us */
void pass_failed(struct job *j, int n, const char *what);
void say_suppressed(struct job *j);	/* stap: how many errors and warnings were like another */
int outcome(const struct run *r, int err);	/* of a session that ran */

/* "s", or "" for one */
static inline const char *s_of(size_t n)
{
	return n == 1 ? "" : "s";
}

#endif
