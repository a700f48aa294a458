/*
 * run.c - one job from texts to exit status, pass by pass
 */
#include <errno.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "bpf/cc.h"
#include "bpf/session.h"
#include "bpf/world.h"
#include "cmd/job.h"
#include "lib/arena.h"
#include "lib/proc.h"

struct run {			/* everything that lives as long as the job */
	struct job *job;
	struct compile compile;
	struct world world;
	struct proc *proc;
	struct feature_set features;
	struct cc cc;
	struct emit emit;
	struct session session;
	struct buf c_text;
	void *obj;
	size_t obj_size;
};

/* ---- status ---- */
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
static int status_of(const struct job *j)
{
	if (!diag_failed(&j->diag))
		return STATUS_OK;
	if (j->form != FORM_SONDE)
		return STATUS_SCRIPT;
	return j->diag.errors && !is_absent(j->diag.first) ? STATUS_SCRIPT : STATUS_SYSTEM;
}

/* ---- texts and options ---- */
static const char *text_name(const struct job *j, const struct text *t)
{
	if (t->kind == 'E')
		return "<input1>";
	return j->form == FORM_STAP ? "<input>" : "<command line>";
}

static int read_text(struct run *r, const struct text *t)
{
	struct job *j = r->job;
	struct unit u = { .is_file = t->is_file || j->form != FORM_DTRACE, .desc_kind = t->kind };

	if (!t->is_file)
		u.src = source_new(j->arena, text_name(j, t), t->text, strlen(t->text));
	else if (j->use_cpp)
		u.src = cpp_read(j, t->text);
	else
		u.src = source_read(j->arena, t->text);
	if (u.src) {
		vec_push(j->arena, &r->compile.units, u);
		return 0;
	}
	int err = -errno;

	if (diag_failed(&j->diag))	/* the preprocessor's trouble */
		return STATUS_SCRIPT;
	if (j->form == FORM_DTRACE)
		diag_sys(&j->diag, err, "failed to open %s", t->text);
	else if (j->form == FORM_STAP && err == -ENOENT)
		fprintf(stderr, "Input file '%s' is missing.\n", t->text);
	else
		diag_sys(&j->diag, err, "cannot read %s", t->text);
	return j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

static const struct frontend *language(struct run *r)
{
	struct job *j = r->job;
	const struct unit *u = &r->compile.units.v[0];
	const char *lang = j->lang ? j->lang : j->form == FORM_DTRACE ? "d" : j->form == FORM_STAP ? "stap" : NULL;

	return front_pick(lang, j->texts.v[0].is_file ? j->texts.v[0].text : NULL, u->src->text, u->src->len);
}

static int wrong_option(struct job *j, const char *name, int err)
{
	const char *what = err == -ENOENT ? "Invalid option name" : "Invalid value for specified option";

	if (j->form == FORM_DTRACE)
		fprintf(stderr, "dtrace: failed to set -x %s: %s\n", name, what);
	else
		args_wrong(j, "option %s: %s", name, err == -ENOENT ? "no such option" : "bad value");
	return STATUS_SCRIPT;
}

static int set_one(struct job *j, const char *setting)
{
	const char *eq = strchr(setting, '=');
	const char *name = eq ? arena_strndup(j->arena, setting, (size_t)(eq - setting)) : setting;
	int err = options_set(&j->opt, name, eq ? eq + 1 : NULL);

	return err ? wrong_option(j, name, err) : 0;
}

/* DTRACE_OPT_NAME=value comes before the command line (D reference, 9) */
static void env_options(struct job *j)
{
	extern char **environ;

	for (char **e = environ; j->form == FORM_DTRACE && *e; e++)
		if (!strncmp(*e, "DTRACE_OPT_", 11))
			set_one(j, *e + 11);
}

static int set_options(struct run *r)
{
	struct job *j = r->job;
	bool d = r->compile.front == &frontend_d;

	options_init(&j->opt, d ? OPTION_FOR_D : OPTION_FOR_STAP);
	if (d && j->form == FORM_SONDE)
		j->opt.quiet = true;
	env_options(j);
	for (size_t i = 0; i < j->options.n; i++) {
		int status = set_one(j, j->options.v[i]);

		if (status)
			return status;
	}
	for (size_t i = 0; i < j->defines.n && !d; i++) {	/* limits; others are macros */
		const char *eq = strchr(j->defines.v[i], '=');
		const char *name = eq ? arena_strndup(j->arena, j->defines.v[i], (size_t)(eq - j->defines.v[i]))
				      : j->defines.v[i];

		if (option_find(name)) {
			int status = set_one(j, j->defines.v[i]);

			if (status)
				return status;
		}
	}
	j->opt.destructive = j->opt.destructive || j->guru;
	j->opt.json = j->opt.json || j->json;
	j->diag.errtags = j->opt.errtags;
	return 0;
}

/* ---- the target ---- */
static int take_target(struct run *r)
{
	struct job *j = r->job;
	int err = 0;

	if (j->command)
		err = proc_start(j->command, &r->proc);
	else if (j->pid)
		err = proc_grab((pid_t)atol(j->pid), &r->proc);
	if (!err || (err == -ESRCH && j->form == FORM_STAP))	/* stap's -x need not exist */
		return 0;
	if (j->command)
		diag_sys(&j->diag, err, "cannot run %s", j->command);
	else
		diag_sys(&j->diag, err, "cannot follow process %s", j->pid);
	if (err == -ESRCH)
		diag_hint(&j->diag, "it may have ended; ps -e shows what runs");
	return j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
}

/* ---- passes 1 to 3: text to C ---- */
static void count_parse(struct run *r)
{
	/* parsed once more by itself, quietly: only so that the time of pass 1 can be told */
	struct compile c = r->compile;
	FILE *nowhere = fopen("/dev/null", "we");
	struct diag quiet;
	struct pass p = pass_begin();

	if (!nowhere)
		return;
	diag_init(&quiet, nowhere);
	c.diag = &quiet;
	c.front->parse(&c);
	fclose(nowhere);
	pass_end(r->job, 1, &p, true, "parsed user script");
}

static int dump_ast(struct run *r)
{
	struct job *j = r->job;
	struct buf out = BUF_INIT;
	bool wanted = j->dump & DUMP_AST || (j->form == FORM_STAP && j->last_pass == 1);

	if (!wanted)
		return 0;
	void *ast = r->compile.front->parse(&r->compile);

	if (!diag_failed(&j->diag) && ast && r->compile.front->dump_ast)
		r->compile.front->dump_ast(ast, &out);
	fputs(buf_str(&out), stdout);
	buf_fini(&out);
	return diag_failed(&j->diag) ? STATUS_SCRIPT : 0;
}

static void dump_prog(struct run *r)
{
	struct job *j = r->job;
	struct buf out = BUF_INIT;

	if (!(j->dump & DUMP_PROG) && !(j->form == FORM_STAP && j->last_pass == 2))
		return;
	prog_print(r->compile.prog, &out);
	fputs(buf_str(&out), stdout);
	buf_fini(&out);
}

static void pass_failed(const struct job *j, int n, const char *what)
{
	if (j->form == FORM_STAP)
		fprintf(stderr, "Pass %d: %s failed.  [man error::pass%d]\n", n, what, n);
}

static const char *s_of(size_t n)
{
	return n == 1 ? "" : "s";
}

static int analyze(struct run *r)
{
	struct job *j = r->job;
	struct pass p;

	if (j->verbose)
		count_parse(r);
	p = pass_begin();
	if (compile_run(&r->compile, j->last_pass < 3 ? j->last_pass : 3)) {
		bool parse = j->diag.first == ERR_STAP_PARSE || j->diag.first == ERR_SYNTAX;

		pass_failed(j, parse ? 1 : 2, parse ? "parse" : "analysis");
		return status_of(j);
	}
	const struct prog *prog = r->compile.prog;

	if (j->last_pass > 1 && prog)
		pass_end(j, 2, &p, true, "analyzed script: %zu probe%s, %zu function%s, %zu global%s",
			 prog->probes.n, s_of(prog->probes.n), prog->funcs.n, s_of(prog->funcs.n), prog->vars.n,
			 s_of(prog->vars.n));
	return 0;
}

/* "description 'syscall:::entry ' matched 300 probes" (D reference, 8.4) */
static void say_matched(const struct run *r)
{
	const struct job *j = r->job;

	if (j->form != FORM_DTRACE || j->opt.quiet)
		return;
	for (size_t i = 0; i < r->compile.units.n; i++) {
		const struct unit *u = &r->compile.units.v[i];
		const char *text = j->texts.v[i].text;

		if (j->texts.v[i].is_file)
			fprintf(stderr, "dtrace: script '%s' matched %u probe%s\n", text, u->nprobes, s_of(u->nprobes));
		else
			fprintf(stderr, "dtrace: description '%.*s' matched %u probe%s\n",
				(int)strcspn(text, "{/;"), text, u->nprobes, s_of(u->nprobes));
	}
	if (j->opt.destructive)
		fputs("dtrace: allowing destructive actions\n", stderr);
}

static int translate(struct run *r)
{
	struct job *j = r->job;
	struct pass p = pass_begin();

	r->emit.prog = r->compile.prog;
	r->emit.world = &r->world;
	r->emit.features = &r->features;
	if (bpf_emit(&r->emit, &r->c_text)) {
		pass_failed(j, 3, "translation");
		return status_of(j);
	}
	pass_end(j, 3, &p, true, "translated to C (%zu bytes)", r->c_text.len);
	if (j->dump & DUMP_C || j->last_pass == 3)
		fputs(buf_str(&r->c_text), stdout);
	return 0;
}

/* ---- pass 4: C to object ---- */
static int compile_c(struct run *r)
{
	struct job *j = r->job;
	struct pass p = pass_begin();

	r->cc.prog = r->compile.prog;
	if (cc_compile(&r->cc, buf_str(&r->c_text), r->c_text.len, &r->obj, &r->obj_size)) {
		pass_failed(j, 4, "compilation");
		return status_of(j);
	}
	pass_end(j, 4, &p, false, r->cc.from_cache ? "using cached object (%zu bytes)" :
		 "compiled C into a BPF object (%zu bytes)", r->obj_size);
	return 0;
}

/* ---- pass 5: run ---- */
static FILE *open_output(struct job *j)
{
	if (!j->output)
		return stdout;
	FILE *f = fopen(j->output, j->form == FORM_DTRACE ? "ae" : "we");	/* dtrace appends */

	if (!f && j->form == FORM_DTRACE)
		diag_sys(&j->diag, -errno, "failed to open output file '%s'", j->output);
	else if (!f)
		diag_sys(&j->diag, -errno, "cannot write to %s", j->output);
	return f;
}

static int child_status(const struct run *r)
{
	int st = r->proc ? r->proc->status : 0;

	if (r->job->form != FORM_STAP || !r->proc || !r->proc->ours || !proc_wait(r->proc) ||
	    !(st = r->proc->status))
		return 0;
	if (WIFSIGNALED(st))
		fprintf(stderr, "WARNING: Child process exited with signal %d (%s)\n", WTERMSIG(st),
			strsignal(WTERMSIG(st)));
	else
		fprintf(stderr, "WARNING: Child process exited with status %d\n", WEXITSTATUS(st));
	return STATUS_SCRIPT;
}

static int after_run(const struct run *r, int err)
{
	const struct job *j = r->job;
	const struct session *s = &r->session;

	if (s->failed && j->form == FORM_STAP)
		fputs("WARNING: Number of errors: 1, skipped probes: 0\n"
		      "WARNING: /usr/bin/staprun exited with status: 1\n"
		      "Pass 5: run failed.  [man error::pass5]\n", stderr);
	if (err)
		return j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
	if (s->exit_status)
		return s->exit_status & 0xff;
	if (j->opt.strict && s->lost_total)
		return STATUS_LOST;
	return child_status(r);
}

static int run_session(struct run *r)
{
	struct job *j = r->job;
	struct session *s = &r->session;
	struct pass p = pass_begin();

	*s = (struct session){
		.prog = r->compile.prog, .world = &r->world, .diag = &j->diag, .opt = &j->opt,
		.emit = &r->emit, .features = &r->features, .proc = r->proc, .verbose = j->verbose,
		.style = { .dtrace = j->form == FORM_DTRACE, .stap = j->form == FORM_STAP, .json = j->opt.json },
		.limit_ns = (uint64_t)(j->limit_s * 1e9), .out = open_output(j),
	};
	if (!s->out)
		return j->form == FORM_SONDE ? STATUS_SYSTEM : STATUS_SCRIPT;
	session_init(s);
	int err = session_load(s, r->obj, r->obj_size);

	if (!err)
		err = session_attach(s);
	if (err) {
		pass_failed(j, 5, "run");
		return status_of(j);
	}
	say_matched(r);
	if (j->verbose && j->form != FORM_DTRACE)
		fputs("Pass 5: starting run.\n", stderr);
	err = session_run(s);
	int status = after_run(r, err);

	pass_end(j, 5, &p, false, "run completed");
	return status;
}

/* ---- all of it ---- */
static void prepare(struct run *r)
{
	struct job *j = r->job;
	struct compile *c = &r->compile;

	world_init(&r->world, j->arena, &j->diag, &j->opt, r->proc);
	if (!r->world.target && j->pid)
		r->world.target = (pid_t)atol(j->pid);
	c->arena = j->arena;
	c->diag = &j->diag;
	c->options = &j->opt;
	c->world = &r->world;
	c->args = j->args.v;
	c->nargs = (unsigned)j->args.n;
	c->script_name = j->texts.v[0].is_file ? j->texts.v[0].text : j->name;
	c->guru = j->guru;
	for (size_t i = 0; i < j->defines.n; i++)
		vec_push(j->arena, &c->defines, j->defines.v[i]);
}

static int passes(struct run *r)
{
	struct job *j = r->job;
	int status = dump_ast(r);

	if (!status)
		status = analyze(r);
	if (status || j->last_pass == 1)
		return status;
	dump_prog(r);
	if (j->last_pass == 2)
		return 0;
	/* a dump alone asks for no run */
	if (j->dump && !(j->dump & DUMP_C) && j->last_pass == 5)
		return 0;
	status = translate(r);
	if (status || j->last_pass == 3 || (j->dump && j->last_pass == 5))
		return status;
	status = compile_c(r);
	if (status || j->last_pass == 4 || j->compile_only)
		return status;
	return run_session(r);
}

/* without privilege nothing can run: say so before anything else goes wrong for that reason */
static int check_privilege(struct run *r)
{
	struct job *j = r->job;

	if (!geteuid() || j->last_pass < 5 || j->dump)
		return 0;
	if (j->form == FORM_DTRACE) {
		fputs("dtrace: run as root for tracing and listing probes\n", stderr);
		return STATUS_SYSTEM;
	}
	libbpf_log(NULL);
	if (feature_has(&r->features, FEAT_root))
		return 0;
	diag_sys(&j->diag, feature_error(&r->features, FEAT_root), "no privilege to load BPF programs");
	diag_hint(&j->diag, "%s", feature_remedy(FEAT_root));
	return status_of(j);
}

/* what the script is, roughly: enough to know whether it was compiled before */
static struct cc_key script_key(const struct run *r)
{
	struct cc_hash h;

	cc_hash_init(&h);
	for (size_t i = 0; i < r->compile.units.n; i++)
		cc_hash_add(&h, r->compile.units.v[i].src->text, r->compile.units.v[i].src->len);
	for (size_t i = 0; i < r->job->args.n; i++)
		cc_hash_add(&h, r->job->args.v[i], strlen(r->job->args.v[i]) + 1);
	return cc_hash_end(&h);
}

static int begin(struct run *r)
{
	struct job *j = r->job;

	for (size_t i = 0; i < j->texts.n; i++) {
		int status = read_text(r, &j->texts.v[i]);

		if (status)
			return status;
	}
	r->compile.front = language(r);
	int status = set_options(r);

	if (!status)
		status = check_privilege(r);
	if (!status)
		status = take_target(r);
	if (status)
		return status;
	if (j->last_pass > 3 && !j->dump) {
		r->cc.script = script_key(r);
		cc_start(&r->cc);
	}
	prepare(r);
	return passes(r);
}

static void finish(struct run *r)
{
	session_fini(&r->session);
	if (r->session.out && r->session.out != stdout)
		fclose(r->session.out);
	free(r->obj);
	cc_fini(&r->cc);
	buf_fini(&r->c_text);
	emit_fini(&r->emit);
	world_fini(&r->world);
	proc_free(r->proc);
}

int job_run(struct job *j)
{
	struct run r = { .job = j, .cc = { .diag = &j->diag, .no_cache = j->no_cache } };
	int status = begin(&r);

	finish(&r);
	return status;
}
