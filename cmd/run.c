/*
 * run.c - one job from texts to exit status, pass by pass
 */
#include <string.h>
#include <unistd.h>
#include "cmd/run_int.h"
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

const char *s_of(size_t n)
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
		pass_failed(j, r->compile.parsed ? 2 : 1, r->compile.parsed ? "analysis" : "parse");
		return status_of(j);
	}
	if (j->fatal_warnings && j->diag.warnings) {
		pass_failed(j, 2, "analysis");
		return STATUS_SCRIPT;
	}
	const struct prog *prog = r->compile.prog;

	if (j->last_pass > 1 && prog)
		pass_end(j, 2, &p, true, "analyzed script: %zu probe%s, %zu function%s, %zu global%s",
			 prog->probes.n, s_of(prog->probes.n), prog->funcs.n, s_of(prog->funcs.n), prog->vars.n,
			 s_of(prog->vars.n));
	return 0;
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
int compile_c(struct run *r)
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
	c->nargs = j->make ? 0 : (unsigned)j->args.n;	/* -G's are object files */
	c->script_name = j->bundle ? j->bundle->script : j->texts.v[0].is_file ? j->texts.v[0].text : j->name;
	c->guru = j->guru;
	for (size_t i = 0; i < j->defines.n; i++)
		vec_push(j->arena, &c->defines, j->defines.v[i]);
	for (size_t i = 0; i < j->tapset_dirs.n; i++)
		vec_push(j->arena, &c->tapset_dirs, j->tapset_dirs.v[i]);
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
	status = j->bundle ? bundle_check(r) : compile_c(r);
	if (!status && j->module && !j->bundle)
		status = bundle_save(r);
	if (status || j->last_pass == 4 || j->compile_only)
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

	int status = texts_read(r);

	if (status)
		return status;
	r->compile.front = texts_language(r);
	status = options_take(r);
	if (!status)
		status = check_privilege(r);
	if (!status)
		status = target_take(r);
	if (status)
		return status;
	if (j->last_pass > 3 && !j->dump && !j->make && !j->bundle) {
		r->cc.script = script_key(r);
		cc_start(&r->cc);
	}
	prepare(r);
	status = bundle_begin(r);
	return status ? status : passes(r);
}

static void finish(struct run *r)
{
	session_fini(&r->session);
	if (r->session.out && r->session.out != stdout)
		fclose(r->session.out);
	output_fini(&r->session.output);
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
