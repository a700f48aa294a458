/*
 * list.c - sonde -l and -L, dtrace -l, stap -l: the probes that exist
 *
 * Every pattern is one description, D's or SystemTap's; the providers are asked as for a program.
 */
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "cmd/list_int.h"
#include "cmd/run_int.h"
#include "lang/d/alias.h"
#include "lang/eval/json.h"
#include "lang/stability.h"
#include "lib/arena.h"
#include "lib/proc.h"

/* ---- patterns ---- */
/* fields of a D description: the last one given is what -P -m -f -n name (D reference, 1.4) */
static void parse_d(struct arena *a, const char *text, int kind, struct probe_desc *d)
{
	const char **const fields[] = { &d->prov, &d->mod, &d->func, &d->name };
	size_t n = strcspn(text, " \t{/;"), given = 1;
	int last = kind == 'P' ? 0 : kind == 'm' ? 1 : kind == 'f' ? 2 : 3;

	d->prov = d->mod = d->func = d->name = "";
	d->text = arena_strndup(a, text, n);
	for (const char *p = d->text; *p; p++)
		given += *p == ':';
	int at = last + 1 - (int)given;
	const char *p = d->text;

	for (; at <= 3; at++) {
		size_t len = strcspn(p, ":");

		if (at >= 0)
			*fields[at] = arena_intern(a, p, len);
		if (!p[len])
			break;
		p += len + 1;
	}
}

/* ---- rows ---- */
static void print_header(struct listing *l)
{
	if (l->header_done || l->job->json || l->job->form == FORM_STAP)
		return;
	l->header_done = true;
	printf("%5s %10s %17s %33s %s\n", "ID", "PROVIDER", "MODULE", "FUNCTION", "NAME");
}

static const char *type_of(struct listing *l, const struct arg *a)
{
	return a->type ? type_str(l->job->arena, a->type) : a->spelling ? a->spelling : "long";
}

/* dtrace -lv (D reference, 9.1, 10.14) */
static void print_stability(const struct probe *p)
{
	const struct probe_stability *t = stability_of(p);
	unsigned fields = 1u << FIELD_NAME | (*probe_shown(p, FIELD_MOD) != 0) << FIELD_MOD |
			  (*probe_shown(p, FIELD_FUNC) != 0) << FIELD_FUNC;
	struct stability of[] = { stability_desc(t, fields), t->args };

	for (unsigned i = 0; i < 2; i++)
		printf("\n\t%s Attributes\n\t\tIdentifier Names: %s\n\t\tData Semantics:   %s\n"
		       "\t\tDependency Class: %s\n", i ? "Argument" : "Probe Description", stability_level(of[i].name),
		       stability_level(of[i].data), stability_class(of[i].class));
	puts("\n\tArgument Types");
}

/* by what the probe's program says of it, by the library that defines it (translated), or by its provider */
static struct list_vars args_of(struct listing *l, struct probe *p)
{
	struct compile c = { .arena = l->job->arena, .diag = &l->job->diag, .options = &l->job->opt, .world = &l->world,
			     .front = &frontend_d };
	struct list_vars ret = { 0 };

	frontend_d.list_args(&c, p);
	const struct arg_list *args = probe_shown_args(&l->world, p);
	bool translated = args != probe_args(&l->world, p);

	for (size_t i = 0; args && args->typed && i < args->args.n; i++) {
		const struct arg *a = &args->args.v[i];
		struct list_var v = { .name = a->name, .type = type_of(l, a) };

		if (l->job->form != FORM_DTRACE && l->job->verbose)
			v.source = translated ? "translated" : list_arg_source(l->job->arena, a);
		vec_push(l->job->arena, &ret, v);
	}
	return ret;
}

static void print_args(struct listing *l, const struct probe *p, const struct list_vars *args)
{
	bool dtrace = l->job->form == FORM_DTRACE;

	if (dtrace)
		print_stability(p);
	for (size_t i = 0; i < args->n; i++) {
		const struct list_var *v = &args->v[i];

		printf("\t\targs[%zu]: %s%s%s%s%s\n", i, v->type, !dtrace && *v->name ? " " : "", dtrace ? "" : v->name,
		       v->source ? "\t" : "", v->source ? v->source : "");
	}
	if (!args->n && dtrace)
		puts("\t\tNone");
	if (dtrace)
		putchar('\n');
}

static int on_found(struct probe *p, void *ctx)
{
	struct listing *l = ctx;
	bool asked = l->job->list_args || (l->job->form == FORM_DTRACE && l->job->verbose);
	struct list_vars args = { 0 };

	if (l->only_id && p->id != l->only_id)
		return 0;
	if (l->only && !desc_matches(l->only, probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
				     probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME)))
		return 0;
	l->found++;
	if (asked)
		args = args_of(l, p);
	if (l->job->json) {
		list_json(p, probe_shown(p, FIELD_POINT), "args", asked ? &args : NULL);
		return 0;
	}
	print_header(l);
	printf("%5u %10s %17s %33s %s\n", p->id, probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
	       probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME));
	if (asked)
		print_args(l, p, &args);
	return 0;
}

/* ---- one pattern ---- */
static void say_none(struct listing *l, const struct probe_desc *d)
{
	const char *why = world_blind(&l->world, d);

	diag_sys(&l->job->diag, 0, "no probe matches %s", d->text);
	if (why)
		diag_hint(&l->job->diag, "%s", why);
}

/* pid$target, where -c or -x say who that is */
static const char *with_target(struct listing *l, const char *text)
{
	static const char word[] = "$target";
	const char *at = strstr(text, word);

	if (!at || !l->world.target)
		return text;
	return arena_printf(l->job->arena, "%.*s%d%s", (int)(at - text), text, (int)l->world.target, at + sizeof(word) - 1);
}

/* dtrace's -i takes the numbers that a listing shows: those among all probes. What comes into being when it is named has none */
static int list_numbered(struct listing *l, const struct probe_desc *d)
{
	struct probe_desc all = { 0 };

	parse_d(l->job->arena, ":::", 'n', &all);
	l->only = d;
	d_number_anew(&l->world);

	int n = world_match(&l->world, &all, on_found, l);

	l->only = NULL;
	return n;
}

static int list_d(struct listing *l, const char *text, int kind)
{
	struct probe_desc d = { 0 };

	l->only_id = kind == 'i' ? (unsigned)strtoul(text, NULL, 10) : 0;
	if (kind == 'i' && (!l->only_id || text[strspn(text, "0123456789")])) {
		fprintf(stderr, "dtrace: invalid probe specifier %s: Unknown probe identifier\n", text);
		return -EINVAL;
	}
	parse_d(l->job->arena, kind == 'i' ? ":::" : with_target(l, text), kind == 'i' ? 'n' : kind, &d);
	if (kind == 'i')
		d_number_anew(&l->world);

	int n = l->job->form == FORM_DTRACE && kind != 'i' ? list_numbered(l, &d) : 0;

	if (n >= 0 && !l->found)
		n = world_match(&l->world, &d, on_found, l);
	if (n >= 0 && !l->found) {
		if (l->job->form == FORM_DTRACE)
			fprintf(stderr, "dtrace: failed to match %s:%s:%s:%s: No probe matches description\n", d.prov,
				d.mod, d.func, d.name);
		else
			say_none(l, &d);
	}
	return n;
}

/* a D description has colons outside quotes; a point has dots or parentheses, or is one of these */
static bool is_point(const struct job *j, const char *text)
{
	static const char *const words[] = { "begin", "end", "error", "never", "syscall_any" };

	if (j->form != FORM_SONDE || j->lang)
		return j->form == FORM_STAP || (j->lang && !strcmp(j->lang, "stap"));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcspn(text, ", ") == strlen(words[i]) && !strncmp(text, words[i], strlen(words[i])))
			return true;
	size_t plain = strcspn(text, "\"");

	return !memchr(text, ':', plain) && strpbrk(text, ".(");
}

static int list_one(struct listing *l, const char *text, int kind);

/* dtrace -l -n 'A, B /predicate/ { }': each description by itself */
static int list_each(struct listing *l, const char *text, int kind)
{
	size_t n = strcspn(text, "/{;"), len;
	int status = 0, one;

	for (size_t at = 0; at <= n; at += len + 1) {
		at += strspn(text + at, " \t\n");
		len = strcspn(text + at, ",");
		if (at + len > n)
			len = n > at ? n - at : 0;
		if (!len)
			break;
		one = list_one(l, arena_strndup(l->job->arena, text + at, len), kind);
		status = one ? one : status;
	}
	return status;
}

static int list_one(struct listing *l, const char *text, int kind)
{
	l->found = 0;
	int n = is_point(l->job, text) ? list_stap(l, text) : list_d(l, text, kind);

	if (l->job->form == FORM_DTRACE)	/* a message, and 0 (D reference, 9.1) */
		return n < 0 ? STATUS_SCRIPT : STATUS_OK;
	if (l->job->form == FORM_STAP)
		return l->found ? STATUS_OK : STATUS_SCRIPT;
	return n < 0 || !l->found ? STATUS_SYSTEM : STATUS_OK;
}

/* ---- dtrace -l of programs: each description of each clause ---- */
static bool is_program(const struct text *t)
{
	const unsigned most = t->kind == 'P' ? 0 : t->kind == 'm' ? 1 : t->kind == 'f' ? 2 : 3;
	const char *colon = t->text;
	unsigned n = 0;

	while ((colon = strchr(colon, ':'))) {
		colon++;
		n++;
	}
	/* the number of a probe, and what is wrong with a description, are the language's to tell */
	return t->is_file || strpbrk(t->text, "{/$") || (n > most && !strchr(t->text, ',')) ||
	       (t->kind != 'i' && !t->text[strspn(t->text, "0123456789, ")]);
}

static int on_row(const struct list_row *row, void *ctx)
{
	if (row->probe)
		return on_found(row->probe, ctx);
	fprintf(stderr, "dtrace: failed to match %s: No probe matches description\n", row->point);
	return 0;
}

static int list_programs(struct listing *l)
{
	struct job *j = l->job;
	struct run r = { .job = j };
	struct compile *c = &r.compile;
	int status = texts_read(&r);

	if (status)
		return status;
	c->arena = j->arena;
	c->diag = &j->diag;
	c->options = &j->opt;
	c->world = &l->world;
	c->front = &frontend_d;
	c->args = j->args.v;
	c->nargs = (unsigned)j->args.n;
	c->script_name = j->texts.v[0].is_file ? j->texts.v[0].text : j->name;

	void *ast = compile_parse(c);

	/* as dtrace, which compiles before it lists: what matches nothing is no error, all else is */
	j->opt.zdefs = true;
	if (!ast || diag_failed(&j->diag) || !c->front->lower(c, ast) || diag_failed(&j->diag))
		return STATUS_SCRIPT;
	print_header(l);
	return c->front->list(c, ast, false, on_row, l) ? STATUS_SCRIPT : STATUS_OK;
}

static int list_all(struct listing *l)
{
	struct job *j = l->job;
	int status = 0, one;

	for (size_t i = 0; j->form == FORM_DTRACE && i < j->texts.n; i++)
		if (is_program(&j->texts.v[i]) || j->args.n)
			return list_programs(l);
	if (j->form == FORM_DTRACE)
		print_header(l);
	for (size_t i = 0; i < j->texts.n; i++) {
		if (j->texts.v[i].kind == 'E')	/* a script beside: of list_stap() */
			continue;
		one = j->form == FORM_DTRACE && strpbrk(j->texts.v[i].text, ",") ?
		      list_each(l, j->texts.v[i].text, j->texts.v[i].kind) :
		      list_one(l, j->texts.v[i].text, j->texts.v[i].kind);
		status = one ? one : status;
	}
	for (size_t i = 0; i < j->patterns.n; i++) {
		one = strchr(j->patterns.v[i], ',') && !is_point(j, j->patterns.v[i]) ?
		      list_each(l, j->patterns.v[i], 'n') : list_one(l, j->patterns.v[i], 'n');
		status = one ? one : status;
	}
	if (!j->texts.n && !j->patterns.n)
		status = list_one(l, ":::", 'n');
	return status;
}

int list_run(struct job *j)
{
	struct listing l = { .job = j };
	struct proc *proc = NULL;
	int err = 0;

	if (j->form == FORM_DTRACE && geteuid() != 0) {
		fputs("dtrace: run as root for tracing and listing probes\n", stderr);
		return STATUS_SYSTEM;
	}
	options_init(&j->opt, j->form == FORM_STAP ? OPTION_FOR_STAP : OPTION_FOR_D);
	for (size_t i = 0; i < j->options.n; i++)
		if (option_take(j, j->options.v[i]) && j->form == FORM_DTRACE)
			return STATUS_SCRIPT;
	j->diag.errtags = j->opt.errtags;
	if (j->output && !freopen(j->output, "a", stdout)) {
		diag_sys(&j->diag, -errno, "failed to open output file '%s'", j->output);
		return STATUS_SCRIPT;
	}
	if (j->command)
		err = proc_start(j->command, &proc);
	else if (j->pid)
		err = proc_grab((pid_t)atol(j->pid), &proc);
	if (err) {
		diag_sys(&j->diag, err, "cannot look into %s", j->command ? j->command : j->pid);
		return STATUS_SYSTEM;
	}
	world_init(&l.world, j->arena, &j->diag, &j->opt, proc);
	int status = list_all(&l);

	world_fini(&l.world);
	proc_free(proc);
	return status;
}
