/*
 * run.c - one job from texts to exit status, pass by pass
 */
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#include "cmd/run_int.h"
#include "lang/builtin/builtin.h"
#include "lang/stap/tapset.h"
#include "lib/arena.h"
#include "lib/proc.h"

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
	pass_parsed(r->job, &p);
}

/* who is only in stapusr may look at the session, at time and at processes (SystemTap reference, 6.10) */
static bool is_allowed(const struct probe *p)
{
	return p->role != ROLE_EVENT || p->provider->where == IN_USER || !strcmp(p->prov, "process");
}

static bool check_expr(struct expr *x, void *ctx)
{
	if (x->kind == E_CALL && x->builtin->flags & B_KERNEL)
		diag_error(ctx, x->span, ERR_STAP_CONTEXT,
			   "function may not be used when --privilege=stapusr is specified");
	if (x->kind == E_LOAD && x->space == SPACE_KERNEL)
		diag_error(ctx, x->span, ERR_STAP_CONTEXT, "memory of the kernel may not be read when --privilege=stapusr is specified");
	return true;
}

static int check_class(struct run *r)
{
	struct job *j = r->job;
	const struct prog *p = r->compile.prog;

	if (!p || !j->privilege || strcmp(j->privilege, "stapusr") != 0)
		return 0;
	for (size_t i = 0; i < p->clauses.n; i++)
		for (size_t k = 0; k < p->clauses.v[i]->probes.n; k++) {
			if (is_allowed(p->clauses.v[i]->probes.v[k]))
				continue;
			diag_error(&j->diag, p->clauses.v[i]->span, ERR_STAP_POINT,
				   "probe point is not allowed for --privilege=stapusr");
			break;
		}
	for (size_t i = 0; i < p->clauses.n; i++)
		block_walk(p->clauses.v[i]->body, NULL, check_expr, &j->diag);
	for (size_t i = 0; i < p->funcs.n; i++)
		block_walk(p->funcs.v[i]->body, NULL, check_expr, &j->diag);
	return diag_failed(&j->diag) ? STATUS_SCRIPT : 0;
}

/* a probe is a place with a handler: two handlers at one place are two */
static void say_analyzed(struct job *j, const struct pass *since, const struct compile *c)
{
	const struct prog *p = c->prog;
	size_t probes = 0, globals = 0, funcs = count_functions(p);

	for (size_t i = 0; i < p->clauses.n; i++)
		probes += p->clauses.v[i]->probes.n;
	for (size_t i = 0; i < p->vars.n; i++)
		globals += !p->vars.v[i]->hidden && p->vars.v[i]->storage == V_GLOBAL;
	pass_analyzed(j, since, probes, funcs, c->embeds.n, globals);
}

static int analyze(struct run *r)
{
	struct job *j = r->job;
	struct pass p;

	if (pass_is_told(j, 1))
		count_parse(r);
	p = pass_begin();
	if (compile_run(&r->compile, j->last_pass < 3 ? j->last_pass : 3)) {
		pass_failed(j, r->compile.parsed ? 2 : 1, r->compile.parsed ? "analysis" : "parse");
		return status_of(j);
	}
	if (check_class(r) || (j->fatal_warnings && j->diag.warnings)) {
		pass_failed(j, 2, "analysis");
		return STATUS_SCRIPT;
	}
	const struct prog *prog = r->compile.prog;

	say_suppressed(j);
	if (j->last_pass > 1 && prog)
		say_analyzed(j, &p, &r->compile);
	return 0;
}

static int translate(struct run *r)
{
	struct job *j = r->job;
	struct pass p = pass_begin();

	r->emit.prog = r->compile.prog;
	r->emit.world = &r->world;
	r->emit.features = &r->features;
	if (compile_refused(&r->compile, 3) || bpf_emit(&r->emit, &r->c_text)) {
		pass_failed(j, 3, "translation");
		return status_of(j);
	}
	keep_text(r);
	pass_end(j, 3, &p, true, "translated to C into \"%s\"", keep_name(r, "_src.c"));
	if (j->show_code)		/* dtrace -S */
		fputs(buf_str(&r->c_text), stderr);
	if (j->dump & DUMP_C || j->last_pass == 3)
		fputs(buf_str(&r->c_text), stdout);
	return 0;
}

/* ---- pass 4: C to object ---- */
int compile_c(struct run *r)
{
	struct job *j = r->job;
	struct pass p = pass_begin();

	r->cc.prog = r->compile.prog;
	if (compile_refused(&r->compile, 4) || cc_compile(&r->cc, buf_str(&r->c_text), r->c_text.len, &r->obj, &r->obj_size)) {
		pass_failed(j, 4, "compilation");
		return status_of(j);
	}
	keep_object(r);
	if (!r->cc.from_cache)
		pass_end(j, 4, &p, false, "compiled C into \"%s\"", keep_object_name(r));
	else if (pass_is_told(j, 4))
		fprintf(stderr, "Pass 4: using cached %s\n", r->cc.object);
	if (pass_shows(r, 4) && !j->module)
		puts(r->keep_dir || !r->cc.object ? keep_name(r, ".o") : r->cc.object);
	return 0;
}

/* ---- all of it ---- */
static void prepare(struct run *r)
{
	struct job *j = r->job;
	struct compile *c = &r->compile;

	world_init(&r->world, j->arena, &j->diag, &j->opt, r->proc);
	r->world.target_gone = j->pid && !r->proc ? (pid_t)atol(j->pid) : 0;
	if (!j->release && !j->bundle)
		r->world.features = &r->features;
	if (!r->world.target && j->pid)
		r->world.target = (pid_t)atol(j->pid);
	c->arena = j->arena;
	c->diag = &j->diag;
	c->options = &j->opt;
	c->world = &r->world;
	c->args = j->args.v;
	c->nargs = j->make ? 0 : (unsigned)j->args.n;	/* -G's are object files */
	c->script_name = j->bundle ? j->bundle->script : j->texts.v[0].is_file ? j->texts.v[0].text : j->name;
	c->guru = r->world.guru = j->guru;
	j->opt.nopeek = j->module || j->bundle;
	c->unoptimized = j->unoptimized;
	c->release = j->release && j->release[0] != '/' ? j->release : NULL;
	c->machine = j->arch;
	c->compatible = j->compatible;
	c->privilege = j->privilege;
	c->runtime = j->runtime;
	for (size_t i = 0; i < j->defines.n; i++)
		vec_push(j->arena, &c->defines, j->defines.v[i]);
	for (size_t i = 0; i < j->overrides.n; i++)
		vec_push(j->arena, &c->overrides, j->overrides.v[i]);
	const char *library = getenv("SYSTEMTAP_TAPSET");	/* the original's own; ours stays behind it */

	if (library && *library && !j->bundle)
		vec_push(j->arena, &c->tapset_dirs, library);
	for (size_t i = 0; i < j->tapset_dirs.n; i++)
		vec_push(j->arena, &c->tapset_dirs, j->tapset_dirs.v[i]);
}

/* what is built for another time may not run either; a bundle has to */
static int foresee_run(struct run *r)
{
	struct job *j = r->job;

	if (j->last_pass == 4 && !j->module) {
		compile_foresee(&r->compile, 5);
		return 0;
	}
	if (!compile_refused(&r->compile, 5))
		return 0;
	pass_failed(j, 5, "run");
	return status_of(j);
}

static int passes(struct run *r)
{
	struct job *j = r->job;
	int status = dump_ast(r);

	if (!status)
		status = analyze(r);
	if (status || j->last_pass == 1)
		return status;
	if (j->make)
		return marks_make(r);
	dump_prog(r);
	if (j->last_pass == 2)
		return 0;
	/* a dump alone asks for no run */
	if (j->dump && !(j->dump & DUMP_C) && j->last_pass == 5)
		return 0;
	status = translate(r);
	if (status || j->last_pass == 3 || (j->dump && j->last_pass == 5))
		return status;
	if (j->compile_only) {	/* dtrace -e: what is wrong with the program has been said; clang takes its time */
		say_stability(r, stdout);
		return 0;
	}
	status = j->bundle ? bundle_check(r) : compile_c(r);
	if (!status)
		status = foresee_run(r);
	if (!status && j->module && !j->bundle)
		status = bundle_save(r);
	if (status || j->last_pass == 4)
		return status;
	return pass5_run(r);
}

/* without privilege nothing can run: say so before anything else goes wrong for that reason */
static int check_privilege(struct run *r)
{
	struct job *j = r->job;

	if (!geteuid() || j->last_pass < 5 || j->dump || j->make)
		return 0;
	if (j->form == FORM_DTRACE) {
		fputs("dtrace: run as root for tracing and listing probes\n", stderr);
		return STATUS_SYSTEM;
	}
	libbpf_log(NULL);
	if (feature_has(&r->features, FEAT_root))
		return 0;
	diag_sys(&j->diag, feature_error(&r->features, FEAT_root), "no privilege to load BPF programs");
	diag_hint(&j->diag, "%s", feature_remedy(&r->features, FEAT_root));
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

/* -r RELEASE or a kernel's build folder, -a: for another kernel nothing is run (SystemTap reference, 6.1) */
static void check_release(struct job *j)
{
	static const char modules[] = "/lib/modules/";
	struct utsname u;

	if ((!j->release && !j->arch) || uname(&u))
		return;
	if (j->release && !strncmp(j->release, modules, strlen(modules)))
		j->release = arena_strndup(j->arena, j->release + strlen(modules), strcspn(j->release + strlen(modules), "/"));
	if ((!j->release || !strcmp(j->release, u.release)) &&
	    (!j->arch || !strcmp(stap_arch(j->arch), stap_arch(u.machine)))) {
		j->arch = NULL;
		return;
	}
	if (!j->no_warnings)
		fputs("WARNING: kernel release/architecture mismatch with host forces last-pass 4.\n", stderr);
	j->last_pass = j->last_pass < 4 ? j->last_pass : 4;
}

static int begin(struct run *r)
{
	struct job *j = r->job;

	check_release(j);

	int status = texts_read(r);

	if (status)
		return status;
	if (j->flight && j->last_pass == 5) {
		bool parent;

		status = recorder_fork(r, &parent);
		if (status || parent)
			return status;
	}
	r->compile.front = texts_language(r);
	status = options_take(r);
	if (!status)
		status = check_privilege(r);
	if (!status)
		status = monitor_begin(r);
	if (!status) {
		monitor_aside(r, true);		/* the command prints beside the screen, too */
		status = target_take(r);
		monitor_aside(r, false);
	}
	if (status)
		return status;
	r->cc.script = script_key(r);
	if (j->last_pass > 3 && !j->dump && !j->make && !j->bundle && !j->compile_only)
		cc_start(&r->cc);
	prepare(r);
	for (size_t i = 0; i < j->ignored.n && j->verbose; i++)
		fprintf(stderr, "%s%s\n", j->form == FORM_DTRACE ? "dtrace: " : "", j->ignored.v[i]);
	status = keep_begin(r);
	if (!status)
		status = bundle_begin(r);
	return status ? status : passes(r);
}

static void finish(struct run *r)
{
	session_fini(&r->session);
	if (r->session.out && r->session.out != stdout)
		fclose(r->session.out);
	output_fini(&r->session.output);
	recorder_free(r);
	monitor_free(r);
	free(r->obj);
	cc_fini(&r->cc);
	buf_fini(&r->c_text);
	emit_fini(&r->emit);
	world_fini(&r->world);
	for (size_t i = 0; i < r->more.n; i++)
		proc_free(r->more.v[i]);
	vec_fini(&r->more);
	proc_free(r->proc);
}

int job_run(struct job *j)
{
	struct run r = { .job = j, .cc = { .diag = &j->diag, .no_cache = j->no_cache } };
	int status = begin(&r);

	keep_end(&r);
	finish(&r);
	return status;
}
