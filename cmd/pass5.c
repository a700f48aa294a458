/*
 * pass5.c - the run: the traced command, the output file, the session from loading to its last words
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <wordexp.h>
#include "cmd/run_int.h"
#include "lang/stability.h"
#include "lib/arena.h"
#include "lib/proc.h"

/* ---- the target ---- */
/*
 * stap's way: words are expanded as a shell does it, without command substitution; what only a shell
 * understands is given to one (SystemTap reference, 6.1)
 */
static bool needs_shell(const char *p)
{
	char quote = 0;

	for (; *p; p++) {
		if (*p == '\\' && p[1] && quote != '\'')
			p++;
		else if (quote ? *p == quote : *p == '\'' || *p == '"')
			quote = quote ? 0 : *p;
		else if (quote != '\'' && (*p == '`' || (*p == '$' && strchr("($", p[1]) && p[1])))
			return true;	/* $$ is to be the command, and we are not it */
		else if (!quote && strchr(";&<>|(){}\n", *p))
			return true;
	}
	return false;
}

static int start_expanded(const char *command, enum proc_stop at, struct proc **ret)
{
	char *shell[] = { (char[]){ "sh" }, (char[]){ "-c" }, xstrdup(command), NULL };
	wordexp_t words;
	int err;

	if (!needs_shell(command) && !wordexp(command, &words, WRDE_NOCMD)) {
		err = words.we_wordc ? proc_start_argv(words.we_wordv, at, ret) : -EINVAL;
		wordfree(&words);
	} else {
		err = proc_start_argv(shell, at, ret);
	}
	free(shell[2]);
	return err;
}

/* in the words of each command */
static void cannot_take(struct job *j, const struct text *t, int err)
{
	bool dtrace = j->form == FORM_DTRACE;

	if (t->kind == 'c')
		diag_sys(&j->diag, err, dtrace ? "failed to execute %s" : "cannot run %s", t->text);
	else
		diag_sys(&j->diag, err, dtrace ? "failed to grab pid %s" : "cannot follow process %s", t->text);
	if (err == -ESRCH)
		diag_hint(&j->diag, "it may have ended; ps -e shows what runs");
}

/* where a command waits for its probes: D's consumer has it behind the dynamic loader's work (D reference, 9) */
static void start_on(struct run *r, struct proc *p)
{
	static const struct {
		const char *word;
		enum proc_point point;
	} times[] = {
		{ "exec", PROC_AT_FIRST }, { "preinit", PROC_AT_LIBRARIES }, { "postinit", PROC_AT_ENTRY }, { "main", PROC_AT_MAIN },
	};
	const char *when = r->job->opt.evaltime ? r->job->opt.evaltime : r->job->form == FORM_DTRACE ? "postinit" : "exec";

	for (size_t i = 0; i < sizeof(times) / sizeof(*times); i++)
		if (!strcmp(times[i].word, when))
			proc_until(p, times[i].point);
}

static int take_more(struct run *r)
{
	for (size_t i = 0; i < r->job->more.n; i++) {
		const struct text *t = &r->job->more.v[i];
		struct proc *p = NULL;
		int err = t->kind == 'c' ? proc_start(t->text, &p) : proc_grab((pid_t)atol(t->text), &p);

		if (err) {
			cannot_take(r->job, t, err);
			return STATUS_SCRIPT;
		}
		p->ends_with_us = true;
		if (t->kind == 'c')
			start_on(r, p);
		vec_push(NULL, &r->more, p);
	}
	return 0;
}

int target_take(struct run *r)
{
	struct job *j = r->job;
	/* pid$target's functions are looked up in the process; SystemTap's probes see the exec, too */
	enum proc_stop at = r->compile.front == &frontend_stap ? PROC_BEFORE_EXEC : PROC_AT_EXEC;
	int err = 0;

	if (j->command)
		err = j->form == FORM_DTRACE ? proc_start(j->command, &r->proc) :
					       start_expanded(j->command, at, &r->proc);
	else if (j->pid)
		err = proc_grab((pid_t)atol(j->pid), &r->proc);
	if (!err) {
		if (r->proc)
			r->proc->ends_with_us = j->form == FORM_DTRACE;
		if (r->proc && j->command)
			start_on(r, r->proc);
		return take_more(r);
	}
	if (err == -ESRCH && j->form == FORM_STAP)	/* stap's -x need not exist */
		return 0;
	cannot_take(j, &(struct text){ .text = j->command ? j->command : j->pid, .kind = j->command ? 'c' : 'p' }, err);
	return status_refused(j);
}

/* ---- the session ---- */
/* ---- what dtrace says of a program ---- */
static void put_stability(FILE *out, const char *what, struct stability s)
{
	fprintf(out, "\n\tMinimum %s Attributes\n\t\tIdentifier Names: %s\n\t\tData Semantics:   %s\n"
		"\t\tDependency Class: %s\n", what, stability_level(s.name), stability_level(s.data),
		stability_class(s.class));
}

/* dtrace -v (D reference, 9.2) */
void say_stability(const struct run *r, FILE *out)
{
	const struct job *j = r->job;

	if (j->form != FORM_DTRACE || !j->verbose || j->bundle)
		return;
	for (size_t i = 0; i < r->compile.units.n; i++) {
		const struct text *t = &j->texts.v[i];

		fprintf(out, "\nStability attributes for %s %.*s:\n", t->is_file ? "script" : "description",
			t->is_file ? (int)strlen(t->text) : (int)strcspn(t->text, "{/;"), t->text);
		put_stability(out, "Probe Description", r->compile.units.v[i].descs);
		put_stability(out, "Statement", r->compile.units.v[i].statements);
		fputc('\n', out);
	}
	fflush(out);
}

/* "description 'syscall:::entry ' matched 300 probes" (D reference, 8.4) */
static void say_matched(const struct run *r)
{
	const struct job *j = r->job;

	if (j->form != FORM_DTRACE || j->opt.quiet)
		return;
	for (size_t i = 0; i < r->compile.units.n && !j->bundle; i++) {
		const struct unit *u = &r->compile.units.v[i];
		const char *text = j->texts.v[i].text;

		if (j->texts.v[i].is_file)
			fprintf(stderr, "dtrace: script '%s' matched %u probe%s\n", text, u->nprobes, s_of(u->nprobes));
		else
			fprintf(stderr, "dtrace: description '%.*s' matched %u probe%s\n",
				(int)strcspn(text, "{/;"), text, u->nprobes, s_of(u->nprobes));
	}
}

static FILE *open_output(struct run *r)
{
	struct job *j = r->job;
	struct output *o = &r->session.output;

	output_init(o, j->output);
	o->max_bytes = j->rotate_bytes;
	o->keep = j->rotate_keep;
	o->bulk = j->bulk;

	if (j->flight && !j->output)
		return recorder_file(r);

	FILE *f = output_open(o, j->form == FORM_DTRACE);	/* dtrace appends */

	if (!f && j->form == FORM_DTRACE)
		diag_sys(&j->diag, -errno, "failed to open output file '%s'", o->path);
	else if (!f)
		diag_sys(&j->diag, -errno, "cannot write to %s", o->path);
	return f;
}

/* -vv: which of the kernel's ways the probes got */
static void say_armed(const struct session *s)
{
	for (size_t i = 0; i < s->armed.n; i++) {
		const struct armed *a = &s->armed.v[i];
		const char *first = a->first ? probe_shown(a->first, FIELD_POINT) : "";

		if (a->first && !*first)
			first = probe_str(s->world->arena, a->first);
		fprintf(stderr, "armed by %s: %zu x %s%s%s\n", feature_name(a->way), a->n, a->what, *first ? ", first " : "",
			first);
	}
}

/* -G; a wrong one is told as the kernel tells it of a module's parameters */
static int override_globals(struct run *r)
{
	struct job *j = r->job;

	for (size_t i = 0; i < j->overrides.n; i++) {
		int err = session_override(&r->session, j->overrides.v[i]);

		if (!err)
			continue;
		if (j->form == FORM_STAP)
			diag_sys(&j->diag, 0, "Couldn't insert module '%s': Invalid parameters",
				 j->module ? j->module : "stap");
		else
			diag_sys(&j->diag, 0, "-G %s: the variable is a number", j->overrides.v[i]);
		return err;
	}
	return 0;
}

static bool cpu_is_there(uint64_t cpu)
{
	long n = sysconf(_SC_NPROCESSORS_CONF);

	return n <= 0 || cpu < (uint64_t)n;
}

/* more elements than a map of the kernel may have; D's room is in bytes */
static bool is_too_large(const struct job *j, const struct prog *p, const struct var *v)
{
	enum { MOST = 1 << 27, MOST_WRAPPING = 1 << 24 };	/* the second are there from the beginning */
	uint64_t n = v->max_entries ? v->max_entries : j->opt.maxmapentries;

	return p->lang == LANG_STAP && v->keys.n && n > (v->wrap ? MOST_WRAPPING : MOST);
}

/* SystemTap's modules find it out when they are loaded (reference stap-language 2.4) */
static bool cannot_make(struct job *j, const struct var *v)
{
	struct span nowhere = { 0 };

	if (v->impossible)
		diag_warn(&j->diag, j->form == FORM_STAP ? nowhere : v->impossible_at, "%s", v->impossible);
	diag_sys(&j->diag, 0, "global variable '%s' allocation failed", v->name);
	return false;
}

/* D gives room in bytes: one element of each variable has to find some */
static bool elements_fit(struct job *j, const struct prog *p)
{
	for (size_t i = 0; i < p->vars.n; i++) {
		const struct var *v = p->vars.v[i];
		bool agg = v->type->kind == TY_STAT;
		uint64_t room = agg ? j->opt.aggsize : j->opt.dynvarsize;

		if (v->hidden || !v->keys.n || v->value_size <= room)
			continue;
		diag_sys(&j->diag, 0, "Enabling exceeds size of buffer");
		diag_hint(&j->diag, "a value of %s%s takes %zu bytes, and %s is %llu", agg ? "@" : "", v->name, v->value_size,
			  agg ? "aggsize" : "dynvarsize", (unsigned long long)room);
		return false;
	}
	return true;
}

/* what compiles and still cannot be enabled: dtrace says so at this time (D reference, 6.2, 11.3) */
static bool may_enable(struct run *r)
{
	struct job *j = r->job;
	const struct prog *p = r->compile.prog;

	if (j->form == FORM_DTRACE && !p->clauses.n && !j->bundle && !j->opt.zdefs) {
		diag_sys(&j->diag, 0, "no probes matched");
		return false;
	}
	j->diag.enabling = true;
	if (j->form == FORM_DTRACE && p->destructive && !j->opt.destructive) {
		diag_sys(&j->diag, 0, "Destructive actions not allowed");
		diag_hint(&j->diag, "allow them with -w");
		return false;
	}
	if (j->opt.has_cpu && !cpu_is_there(j->opt.cpu_only)) {
		diag_sys(&j->diag, 0, "there is no CPU %llu", (unsigned long long)j->opt.cpu_only);
		return false;
	}
	for (size_t i = 0; i < p->vars.n; i++)
		if (p->vars.v[i]->impossible || is_too_large(j, p, p->vars.v[i]))
			return cannot_make(j, p->vars.v[i]);
	if (p->lang == LANG_D && !sizes_fit(r))
		return false;
	if (p->lang == LANG_D && !elements_fit(j, p))
		return false;
	for (size_t i = 0; i < p->records.n && p->lang == LANG_D; i++) {
		if (p->records.v[i]->size <= j->opt.bufsize)
			continue;
		diag_sys(&j->diag, 0, "Enabling exceeds size of buffer");
		diag_hint(&j->diag, "a record takes %zu bytes, and bufsize is %llu", p->records.v[i]->size,
			  (unsigned long long)j->opt.bufsize);
		return false;
	}
	return true;
}

int pass5_run(struct run *r)
{
	struct job *j = r->job;
	struct session *s = &r->session;
	struct pass p = pass_begin();

	*s = (struct session){
		.prog = r->compile.prog, .world = &r->world, .diag = &j->diag, .opt = &j->opt,
		.emit = &r->emit, .features = &r->features, .proc = r->proc, .verbose = j->verbose, .no_cache = j->no_cache,
		.style = { .dtrace = j->form == FORM_DTRACE, .stap = j->form == FORM_STAP, .json = j->opt.json,
			   .pieces = j->buffered },
		.name = j->module, .limit_ns = (uint64_t)(j->limit_s * 1e9),
	};
	s->out = open_output(r);
	if (!s->out)
		return status_refused(j);
	if (j->form == FORM_STAP) {
		s->on_quit = recorder_detach;
		s->quit_ctx = r;
	}
	session_init(s);
	if (j->flight && recorder_armed(r))
		return status_refused(j);
	session_more(s, r->more.v, r->more.n);
	say_matched(r);
	say_stability(r, s->out);
	int err = may_enable(r) ? session_load(s, r->obj, r->obj_size) : -EPERM;

	if (!err)
		err = override_globals(r);
	if (!err)
		err = session_attach(s);
	if (!err)
		err = monitor_open(r);
	j->diag.enabling = false;
	if (j->verbose > 1)
		say_armed(s);
	if (err) {
		if (j->form == FORM_STAP && !j->runner)
			fputs("WARNING: /usr/bin/staprun exited with status: 1\n", stderr);
		pass_failed(j, 5, "run");
		return status_of(j);
	}
	if (j->form == FORM_DTRACE && j->opt.destructive && !j->opt.quiet)
		fputs("dtrace: allowing destructive actions\n", stderr);
	if (pass_is_told(j, 5))
		fputs("Pass 5: starting run.\n", stderr);
	staprun_inserted(j);
	err = session_run(s);
	monitor_close(r);
	int status = outcome(r, err);

	recorder_linger(r);
	staprun_removed(j);
	pass_end(j, 5, &p, false, "run completed");
	return status;
}
