/*
 * list_stap.c - points of SystemTap's kind, for -l and -L
 *
 * Each point once, sorted; a point at several places shows the variables that all of them have.
 * Formats: SystemTap reference, 6.3.
 */
#include <string.h>
#include "bpf/feature.h"
#include "cmd/list_int.h"
#include "lang/syscall/syscall.h"
#include "lib/arena.h"
#include "lib/map.h"

struct row {
	const char *point;
	struct list_vars vars;
	VEC(const char *) sources;	/* sonde -vL: one for each place */
};

struct rows {
	struct listing *l;
	struct map *known;		/* point to struct row */
	VEC(struct row *) list;
};

/* "struct task_struct *" as SystemTap has it: no blanks before * and [ */
static const char *stap_type(struct arena *a, const struct type *t)
{
	char *s = arena_strdup(a, t ? type_str(a, t) : "long"), *to = s;

	for (const char *p = s; *p; p++)
		if (!(p[0] == ' ' && (p[1] == '*' || p[1] == '[')))
			*to++ = *p;
	*to = '\0';
	return s;
}

/* "name:type" */
static struct list_var of_text(struct arena *a, const char *text)
{
	size_t n = strcspn(text, ":");

	return (struct list_var){ .name = arena_strndup(a, text, n), .type = text[n] ? text + n + 1 : "" };
}

/* an alias of a system call sets some of the call's variables anew */
static void add_script(struct rows *rs, struct row *r, const char *var)
{
	struct list_var v = of_text(rs->l->job->arena, var);

	for (size_t i = 0; i < r->vars.n; i++)
		if (!strcmp(r->vars.v[i].name, v.name))
			return;
	vec_push(rs->l->job->arena, &r->vars, v);
}

static bool with_sources(const struct rows *rs)
{
	return rs->l->job->verbose && rs->l->job->form == FORM_SONDE;
}

/* source may be NULL */
static void add(struct rows *rs, struct row *r, const char *name, const struct type *t, const char *spelling, const char *source)
{
	struct arena *a = rs->l->job->arena;
	struct list_var v = { .name = arena_printf(a, "$%s", name), .type = spelling ? spelling : stap_type(a, t), .source = source };

	vec_push(a, &r->vars, v);
}

static void add_args(struct rows *rs, struct row *r, const struct arg_list *args)
{
	for (size_t i = 0; args && i < args->args.n; i++) {
		const struct arg *a = &args->args.v[i];

		if ((a->where != ARG_MISSING || a->listed) && *a->name)
			add(rs, r, a->name, a->type, a->spelling,
			    with_sources(rs) ? list_arg_source(rs->l->job->arena, a) : NULL);
	}
}

/* a system call's variables and their forms */
static void add_call(struct rows *rs, struct row *r, const struct syscall_def *d)
{
	struct arena *a = rs->l->job->arena;

	for (size_t i = 0; i < d->nvars; i++) {
		const struct syscall_var *v = &d->vars[i];
		bool text = v->kind == SYSCALL_STRING || v->kind == SYSCALL_BUFFER || v->kind == SYSCALL_ARGV;

		add_script(rs, r, arena_printf(a, "%s:%s", v->name, text ? "string" : "long"));
		if (text)
			add_script(rs, r, arena_printf(a, "%s_uaddr:long", v->name));
		if (v->kind == SYSCALL_STRING)
			add_script(rs, r, arena_printf(a, "%s_unquoted:string", v->name));
		else if (v->kind > SYSCALL_OCTAL)
			add_script(rs, r, arena_printf(a, "%s_str:string", v->name));
	}
	add_script(rs, r, "argstr:string");
}

/* where arguments are plain variables: text in user memory is a string, the rest a number */
static void add_plain(struct rows *rs, struct row *r, const struct probe *p, const struct arg_list *args)
{
	struct arena *a = rs->l->job->arena;

	add_script(rs, r, "name:string");
	const struct syscall_def *d = syscall_find(p->func);

	if (p->is_return) {
		add_script(rs, r, "retval:long");
		add_script(rs, r, "retstr:string");
	} else if (d) {
		add_call(rs, r, d);
		return;
	}
	for (size_t i = 0; args && i < args->args.n && !p->is_return; i++) {
		const struct arg *arg = &args->args.v[i];
		const char *type = arg->user && arg->type && type_is_stringish(arg->type) ? "string" : "long";

		if (*arg->name)
			add_script(rs, r, arena_printf(a, "%s:%s", arg->name, type));
	}
}

/* $return comes first, then what could be seen at the entry */
static void add_vars(struct rows *rs, struct row *r, struct probe *p)
{
	struct world *w = &rs->l->world;
	const struct arg_list *args = probe_args(w, p);
	struct probe *entry = p->is_return && p->provider->entry ? p->provider->entry(w, p) : NULL;

	if (p->text_var)
		vec_push(w->arena, &r->vars, ((struct list_var){ .name = p->text_var, .type = "string" }));
	if (p->provider->script_args)
		add_plain(rs, r, p, args);
	if (p->is_return && args && args->ret)
		add(rs, r, "return", args->ret, args->ret_spelling, with_sources(rs) ? list_return_source(w->arena, args) : NULL);
	add_args(rs, r, entry ? probe_args(w, entry) : args);
	for (const char *const *name = args ? args->listed : NULL; name && *name; name++)
		add(rs, r, *name, NULL, NULL, NULL);
	if (!with_sources(rs))
		return;
	const char *source = list_source(w->arena, p, entry ? probe_args(w, entry) : args, p->is_return ? args : NULL);

	if (*source)
		vec_push(w->arena, &r->sources, source);
}


static bool has(const struct row *r, const struct list_var *var)
{
	for (size_t i = 0; i < r->vars.n; i++)
		if (!strcmp(r->vars.v[i].name, var->name) && !strcmp(r->vars.v[i].type, var->type))
			return true;
	return false;
}

static void intersect(struct row *into, const struct row *other)
{
	size_t n = 0;

	for (size_t i = 0; i < into->vars.n; i++)
		if (has(other, &into->vars.v[i]))
			into->vars.v[n++] = into->vars.v[i];
	into->vars.n = n;
}

/* a label's name is no part of pp(), but without it a listing would show the same line for two labels */
static const char *shown_point(struct arena *a, const struct list_row *row)
{
	const struct probe *p = row->probe;

	return p && p->label ? arena_printf(a, "%s.label(\"%s\")", row->point, p->label) : row->point;
}

static int on_row(const struct list_row *row, void *ctx)
{
	struct rows *rs = ctx;
	struct arena *a = rs->l->job->arena;
	const char *point = shown_point(a, row);
	struct row *known = map_get(rs->known, point), *r;

	rs->l->found++;
	if (known && !rs->l->job->list_args)
		return 0;
	r = arena_new_of(a, struct row);
	r->point = point;
	if (rs->l->job->list_args) {
		for (size_t i = 0; i < row->nvars; i++)
			vec_push(a, &r->vars, of_text(a, row->vars[i]));
		if (row->probe)
			add_vars(rs, r, row->probe);
	}
	if (rs->l->job->json) {	/* each place by itself */
		list_json(row->probe, point, "vars", rs->l->job->list_args ? &r->vars : NULL);
		return 0;
	}
	if (known) {
		intersect(known, r);
		for (size_t i = 0; i < r->sources.n; i++)
			vec_push(a, &known->sources, r->sources.v[i]);
		return 0;
	}
	map_put(rs->known, point, r);
	vec_push(a, &rs->list, r);
	return 0;
}

static int by_point(const void *a, const void *b)
{
	return strcmp((*(struct row *const *)a)->point, (*(struct row *const *)b)->point);
}

static void print_rows(const struct rows *rs)
{
	struct buf b = BUF_INIT;

	if (rs->list.n)
		qsort(rs->list.v, rs->list.n, sizeof(*rs->list.v), by_point);
	for (size_t i = 0; i < rs->list.n; i++) {
		buf_puts(&b, rs->list.v[i]->point);
		for (size_t k = 0; k < rs->list.v[i]->vars.n; k++)
			buf_printf(&b, " %s:%s", rs->list.v[i]->vars.v[k].name, rs->list.v[i]->vars.v[k].type);
		buf_putc(&b, '\n');
		for (size_t k = 0; k < rs->list.v[i]->sources.n; k++)
			buf_printf(&b, "\t%s\n", rs->list.v[i]->sources.v[k]);
	}
	fwrite(buf_str(&b), 1, b.len, stdout);
	buf_fini(&b);
}

/* -E: their aliases can be asked for */
static void add_scripts(struct compile *c, const struct job *j)
{
	for (size_t i = 0, n = 0; i < j->texts.n; i++) {
		const struct text *t = &j->texts.v[i];

		if (t->kind != 'E')
			continue;
		const char *name = arena_printf(c->arena, "<input%zu>", ++n);
		struct unit u = { .src = source_new(c->arena, name, t->text, strlen(t->text)) };

		vec_push(c->arena, &c->units, u);
	}
}

int list_stap(struct listing *l, const char *text)
{
	struct arena *a = l->job->arena;
	const char *script = arena_printf(a, "probe %s {}", text);
	struct diag quiet, *shown = &l->job->diag;
	FILE *nowhere = l->job->form == FORM_STAP && !l->job->verbose ? fopen("/dev/null", "we") : NULL;
	struct rows rs = { .l = l, .known = map_new() };
	struct compile c = { .arena = a, .diag = shown, .options = &l->job->opt, .world = &l->world,
			     .front = &frontend_stap, .guru = true };
	struct unit u = { .src = source_new(a, "<input>", script, strlen(script)) };
	struct feature_set features = { 0 };
	bool told = l->job->form == FORM_STAP;	/* to sonde -vL means more of each variable */

	l->world.features = &features;
	if (nowhere) {			/* nothing but points is said */
		diag_init(&quiet, nowhere);
		c.diag = l->world.diag = &quiet;
	}
	for (size_t i = 0; i < l->job->tapset_dirs.n; i++)
		vec_push(a, &c.tapset_dirs, l->job->tapset_dirs.v[i]);
	vec_push(a, &c.units, u);
	add_scripts(&c, l->job);

	struct pass parse = pass_begin();
	void *ast = compile_parse(&c);

	if (told)
		pass_parsed(l->job, &parse);
	parse = pass_begin();
	c.front->list(&c, ast, l->job->list_args, on_row, &rs);
	print_rows(&rs);
	if (told)
		pass_analyzed(l->job, &parse, rs.list.n, 0, 0, 0);
	l->world.diag = shown;
	l->world.features = NULL;
	if (nowhere)
		fclose(nowhere);
	map_free(rs.known);
	return l->found ? 0 : -1;
}
