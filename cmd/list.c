/*
 * list.c - sonde -l and -L, dtrace -l, stap -l: the probes that exist
 *
 * Every pattern is one description, D's or SystemTap's; the providers are asked as for a program.
 */
#include <ctype.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include "bpf/world.h"
#include "cmd/job.h"
#include "lang/eval/json.h"
#include "lib/arena.h"
#include "lib/map.h"
#include "lib/proc.h"

struct listing {
	struct job *job;
	struct world world;
	struct map *seen;	/* SystemTap: a point is shown once */
	size_t	    found;	/* of this pattern */
	bool	    header_done;
	bool	    points;	/* the pattern was SystemTap's: so is the answer */
	unsigned    only_id;	/* dtrace -i; 0: all */
};

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

static bool parse_argument(struct arena *a, const char **p, struct point_comp *c)
{
	const char *s = *p + 1;

	if (*s == '"') {
		const char *end = strchr(++s, '"');

		if (!end || end[1] != ')')
			return false;
		c->arg = PA_STR;
		c->str = arena_strndup(a, s, (size_t)(end - s));
		*p = end + 2;
		return true;
	}
	char *end;

	c->arg = PA_NUM;
	c->num = strtoll(s, &end, 0);
	*p = end + 1;
	return end != s && *end == ')';
}

/* process("/bin/ls").function("*").return; false: it is not one */
static bool parse_point(struct arena *a, const char *text, struct probe_desc *d)
{
	VEC(struct point_comp) comps = { 0 };
	const char *p = text;

	for (;;) {
		struct point_comp c = { 0 };
		size_t n = 0;

		while (isalnum((unsigned char)p[n]) || (p[n] && strchr("_*?$", p[n])))
			n++;
		if (!n)
			return false;
		c.name = arena_intern(a, p, n);
		p += n;
		if (*p == '(' && !parse_argument(a, &p, &c))
			return false;
		vec_push(a, &comps, c);
		if (*p != '.')
			break;
		p++;
	}
	d->prov = d->mod = d->func = d->name = "";
	d->text = text;
	d->comps = comps.v;
	d->ncomps = comps.n;
	return !*p;
}

/* ---- rows ---- */
static void print_header(struct listing *l)
{
	if (l->header_done || l->job->json || l->job->form == FORM_STAP)
		return;
	l->header_done = true;
	printf("%5s %10s %17s %33s %s\n", "ID", "PROVIDER", "MODULE", "FUNCTION", "NAME");
}

static void print_json(struct listing *l, const struct probe *p)
{
	const char *const names[] = { "provider", "module", "function", "name", "point" };
	const char *const values[] = { probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
		probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME), probe_shown(p, FIELD_POINT) };
	struct buf b = BUF_INIT;

	(void)l;
	buf_printf(&b, "{\"v\":1,\"type\":\"probe\",\"id\":%u", p->id);
	for (unsigned i = 0; i < 5; i++) {
		buf_printf(&b, ",\"%s\":", names[i]);
		json_quote(&b, values[i], strlen(values[i]));
	}
	buf_puts(&b, "}");
	puts(b.s);
	buf_fini(&b);
}

static const char *type_of(struct listing *l, const struct type *t)
{
	return t ? type_str(l->job->arena, t) : "long";
}

/* dtrace -lv (D reference, 9.1) */
static void print_stability(void)
{
	static const char *const blocks[][2] = {
		{ "Probe Description", "Unknown" }, { "Argument", "ISA" },
	};

	for (unsigned i = 0; i < 2; i++)
		printf("\n\t%s Attributes\n\t\tIdentifier Names: Private\n\t\tData Semantics:   Private\n"
		       "\t\tDependency Class: %s\n", blocks[i][0], blocks[i][1]);
	puts("\n\tArgument Types");
}

static void print_args(struct listing *l, struct probe *p)
{
	bool dtrace = l->job->form == FORM_DTRACE;
	const struct arg_list *args = probe_shown_args(&l->world, p);
	size_t n = args && args->typed ? args->args.n : 0;

	if (dtrace) {
		putchar('\n');
		print_stability();
	}
	for (size_t i = 0; i < n; i++) {
		const struct arg *a = &args->args.v[i];

		printf("\t\targs[%zu]: %s%s%s\n", i, type_of(l, a->type), !dtrace && *a->name ? " " : "",
		       dtrace ? "" : a->name);
	}
	if (!n && dtrace)
		puts("\t\tNone");
	if (dtrace)
		putchar('\n');
}

static void print_point(struct listing *l, struct probe *p)
{
	const char *point = p->point ? p->point : probe_str(l->job->arena, p);
	const struct arg_list *args;

	if (map_get(l->seen, point))
		return;
	map_put(l->seen, point, l);
	fputs(point, stdout);
	args = l->job->list_args ? probe_args(&l->world, p) : NULL;
	for (size_t i = 0; args && i < args->args.n; i++)
		printf(" $%s:%s", args->args.v[i].name, type_of(l, args->args.v[i].type));
	putchar('\n');
}

static int on_found(struct probe *p, void *ctx)
{
	struct listing *l = ctx;

	if (l->only_id && p->id != l->only_id)
		return 0;
	l->found++;
	if (l->job->json) {
		print_json(l, p);
		return 0;
	}
	if (l->points) {
		print_point(l, p);
		return 0;
	}
	print_header(l);
	printf("%5u %10s %17s %33s %s\n", p->id, probe_shown(p, FIELD_PROV), probe_shown(p, FIELD_MOD),
	       probe_shown(p, FIELD_FUNC), probe_shown(p, FIELD_NAME));
	if (l->job->list_args || (l->job->form == FORM_DTRACE && l->job->verbose))
		print_args(l, p);
	return 0;
}

/* ---- one pattern ---- */
static int list_d(struct listing *l, const char *text, int kind)
{
	struct probe_desc d = { 0 };

	l->only_id = kind == 'i' ? (unsigned)strtoul(text, NULL, 10) : 0;
	parse_d(l->job->arena, kind == 'i' ? ":::" : text, kind == 'i' ? 'n' : kind, &d);
	int n = world_match(&l->world, &d, on_found, l);

	if (n >= 0 && !l->found) {
		if (l->job->form == FORM_DTRACE)
			fprintf(stderr, "dtrace: failed to match %s:%s:%s:%s: No probe matches description\n", d.prov,
				d.mod, d.func, d.name);
		else
			diag_sys(&l->job->diag, 0, "no probe matches %s", d.text);
	}
	return n;
}

static int list_stap(struct listing *l, const char *text)
{
	struct probe_desc d = { 0 };

	if (!parse_point(l->job->arena, text, &d)) {
		diag_sys(&l->job->diag, 0, "%s is not a probe point", text);
		return -EINVAL;
	}
	const struct provider *p = world_form(&l->world, d.comps, d.ncomps, &d.form);
	int n = p ? p->match(&l->world, &d, on_found, l) : 0;

	if (n >= 0 && !l->found && l->job->form != FORM_STAP)
		diag_sys(&l->job->diag, 0, "no probe point matches %s", text);
	return n;
}

/* a D description has colons outside quotes; a point has dots or parentheses */
static bool is_point(const struct job *j, const char *text)
{
	if (j->form != FORM_SONDE || j->lang)
		return j->form == FORM_STAP || (j->lang && !strcmp(j->lang, "stap"));
	size_t plain = strcspn(text, "\"");

	return !memchr(text, ':', plain) && strpbrk(text, ".(");
}

static int list_one(struct listing *l, const char *text, int kind)
{
	l->found = 0;
	l->points = is_point(l->job, text);
	int n = l->points ? list_stap(l, text) : list_d(l, text, kind);

	if (l->job->form == FORM_DTRACE)	/* a message, and 0 (D reference, 9.1) */
		return n < 0 ? STATUS_SCRIPT : STATUS_OK;
	if (l->job->form == FORM_STAP)
		return l->found ? STATUS_OK : STATUS_SCRIPT;
	return n < 0 || !l->found ? STATUS_SYSTEM : STATUS_OK;
}

static int list_all(struct listing *l)
{
	struct job *j = l->job;
	int status = 0, one;

	if (j->form == FORM_DTRACE)
		print_header(l);
	for (size_t i = 0; i < j->texts.n; i++) {
		one = list_one(l, j->texts.v[i].text, j->texts.v[i].kind);
		status = one ? one : status;
	}
	for (size_t i = 0; i < j->patterns.n; i++) {
		one = list_one(l, j->patterns.v[i], 'n');
		status = one ? one : status;
	}
	if (!j->texts.n && !j->patterns.n)
		status = list_one(l, ":::", 'n');
	return status;
}

int list_run(struct job *j)
{
	struct listing l = { .job = j, .seen = map_new() };
	struct proc *proc = NULL;
	int err = 0;

	if (j->form == FORM_DTRACE && geteuid() != 0) {
		fputs("dtrace: run as root for tracing and listing probes\n", stderr);
		return STATUS_SYSTEM;
	}
	options_init(&j->opt, j->form == FORM_STAP ? OPTION_FOR_STAP : OPTION_FOR_D);
	for (size_t i = 0; i < j->options.n; i++) {	/* libdir: what is wrong with others is no matter here */
		const char *eq = strchr(j->options.v[i], '=');

		if (eq)
			options_set(&j->opt, arena_strndup(j->arena, j->options.v[i], (size_t)(eq - j->options.v[i])), eq + 1);
	}
	if (j->command)
		err = proc_start(j->command, &proc);
	else if (j->pid)
		err = proc_grab((pid_t)atol(j->pid), &proc);
	if (err) {
		diag_sys(&j->diag, err, "cannot look into %s", j->command ? j->command : j->pid);
		map_free(l.seen);
		return STATUS_SYSTEM;
	}
	world_init(&l.world, j->arena, &j->diag, &j->opt, proc);
	int status = list_all(&l);

	world_fini(&l.world);
	proc_free(proc);
	map_free(l.seen);
	return status;
}
