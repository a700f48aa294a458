/*
 * outcome.c - what a run comes to: exit status and last words, in the form's way
 */
#include <inttypes.h>
#include <string.h>
#include <sys/wait.h>
#include "cmd/run_int.h"
#include "lib/proc.h"

/* an error in the script's text, but what is wrong is that the system does not have it */
static bool is_absent(enum diag_tag tag)
{
	static const enum diag_tag tags[] = {
		ERR_PDESC_ZERO, ERR_PROC_GRAB, ERR_PROC_LIB, ERR_PROC_FUNC, ERR_PROC_CREATEFAIL,
		ERR_PROC_USDT, ERR_STAP_POINT,
	};

	for (unsigned i = 0; i < sizeof(tags) / sizeof(tags[0]); i++)
		if (tags[i] == tag)
			return true;
	return false;
}

/* status for what diag has seen, in the form's way */
int status_of(const struct job *j)
{
	if (!diag_failed(&j->diag))
		return STATUS_OK;
	if (j->form != FORM_SONDE)
		return STATUS_SCRIPT;
	return j->diag.errors && !is_absent(j->diag.first) ? STATUS_SCRIPT : STATUS_SYSTEM;
}

void say_suppressed(struct job *j)
{
	struct diag *d = &j->diag;

	if (j->form != FORM_STAP || (!d->similar && !d->similar_warnings))
		return;
	if (d->similar)
		fprintf(stderr, "Number of similar error messages suppressed: %u.\n", d->similar);
	if (d->similar_warnings)
		fprintf(stderr, "Number of similar warning messages suppressed: %u.\n", d->similar_warnings);
	fputs("Rerun with -v to see them.\n", stderr);
	d->similar = d->similar_warnings = 0;
}

void pass_failed(struct job *j, int n, const char *what)
{
	if (j->form != FORM_STAP || j->runner)
		return;
	bool empty = j->diag.first == ERR_EMPTY;	/* said in a line of its own, not as a parse error */

	if (n <= 3 && !empty)
		fputc('\n', stderr);
	if (n == 1 && j->diag.errors && !empty)
		fprintf(stderr, "%u parse error%s.\n", j->diag.errors, j->diag.errors == 1 ? "" : "s");
	fprintf(stderr, "Pass %d: %s failed.  [man error::pass%d]\n", n, what, n);
	say_suppressed(j);
}

int status_refused(const struct job *j)
{
	return j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

static int child_status(const struct run *r)
{
	int st = r->proc ? r->proc->status : 0;

	if (r->job->form != FORM_STAP || !r->proc || !r->proc->ours || !proc_wait(r->proc) ||
	    !(st = r->proc->status))
		return 0;
	if (WIFSIGNALED(st) && !r->job->no_warnings)
		fprintf(stderr, "WARNING: Child process exited with signal %d (%s)\n", WTERMSIG(st),
			strsignal(WTERMSIG(st)));
	else if (!r->job->no_warnings)
		fprintf(stderr, "WARNING: Child process exited with status %d\n", WEXITSTATUS(st));
	return STATUS_SCRIPT;
}

/* (SystemTap reference, 6.2 and 6.8); -w is staprun's too, and not for what stap says of staprun */
static void last_words(const struct job *j, const struct session *s)
{
	if ((s->nerrors || s->nskipped) && !j->no_warnings)
		fprintf(stderr, "WARNING: Number of errors: %" PRIu64 ", skipped probes: %" PRIu64 "\n", s->nerrors,
			s->nskipped);
	if (s->nskipped && s->opt->times && !j->no_warnings)
		fprintf(stderr, "WARNING: Skipped due to reentrancy: %" PRIu64 "\n", s->nskipped);
	if (s->failed && !j->runner)
		fputs("WARNING: /usr/bin/staprun exited with status: 1\n"
		      "Pass 5: run failed.  [man error::pass5]\n", stderr);
}

int outcome(const struct run *r, int err)
{
	const struct job *j = r->job;
	const struct session *s = &r->session;

	if (j->form == FORM_STAP)
		last_words(j, s);
	if (err)
		return status_refused(j);
	if (s->exit_status)
		return s->exit_status & 0xff;
	if (j->opt.strict && s->lost_total)
		return STATUS_LOST;
	return child_status(r);
}
