/*
 * texts.c - scripts and program texts read; which language they are in; run-time options set
 */
#include <errno.h>
#include <string.h>
#include "cmd/run_int.h"
#include "lib/arena.h"
#include "lib/near.h"

static const char *text_name(const struct job *j, const struct text *t)
{
	size_t n = 0;

	for (const struct text *u = j->texts.v; u <= t; u++)
		n += u->kind == 'E';
	if (t->kind == 'E')
		return arena_printf(j->arena, "<input%zu>", n);
	return j->form == FORM_STAP ? "<input>" : "<command line>";
}

static int read_text(struct run *r, const struct text *t)
{
	struct job *j = r->job;

	if (t->is_file && j->form != FORM_STAP)
		shebang_flags(j, t->text);
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

const struct frontend *texts_language(struct run *r)
{
	struct job *j = r->job;
	const struct unit *u = &r->compile.units.v[0];
	const char *path = j->texts.n && j->texts.v[0].is_file ? j->texts.v[0].text : NULL;
	const char *lang = j->lang ? j->lang : j->form == FORM_DTRACE ? "d" : j->form == FORM_STAP ? "stap" : NULL;

	return front_pick(lang, path, u->src->text, u->src->len);
}

static int wrong_option(struct job *j, const char *name, int err)
{
	const char *what = err == -ENOENT ? "Invalid option name" :
			   err == -EOPNOTSUPP ? option_find(name)->help : "Invalid value for specified option";
	struct near near = { .like = name, .most = near_slip(name) };
	const struct option_row *row;

	for (unsigned it = 0; (row = option_next(&it));)
		near_add(&near, row->name);

	if (j->form == FORM_DTRACE)
		fprintf(stderr, "dtrace: failed to set -x %s: %s\n", name, what);
	else if (err == -ENOENT)
		args_wrong(j, "option %s: no such option%s", name, near_text(j->arena, &near, "similar"));
	else if (err == -EOPNOTSUPP)
		args_wrong(j, "option %s: %s", name, what);
	else
		args_wrong(j, "option %s: it takes %s", name, option_expects(j->arena, option_find(name)));
	return STATUS_SCRIPT;
}

int option_take(struct job *j, const char *setting)
{
	const char *eq = strchr(setting, '=');
	const char *name = eq ? arena_strndup(j->arena, setting, (size_t)(eq - setting)) : setting;
	int err = options_set(&j->opt, name, eq ? eq + 1 : NULL);
	const struct option_row *row = err ? NULL : option_find(name);

	if (row && row->offset == OPTION_NOWHERE)
		vec_push(j->arena, &j->ignored, arena_printf(j->arena, "-x %s: %s", name, row->help));
	return err ? wrong_option(j, name, err) : 0;
}

/* -D NAME[=VALUE] of a limit, as a compiler of C takes it: 1 without a value; nothing is less than none of them */
static int limit_take(struct job *j, const char *define)
{
	const char *eq = strchr(define, '=');
	const char *name = eq ? arena_strndup(j->arena, define, (size_t)(eq - define)) : define;

	const struct option_row *row = option_find(name);

	if (!row)
		return 0;	/* a macro */
	if (!eq)
		define = arena_printf(j->arena, "%s=1", name);
	else if (row->kind != OPT_INT && eq[1] == '-' && eq[2] && !eq[2 + strspn(eq + 2, "0123456789")])
		define = arena_printf(j->arena, "%s=0", name);
	return option_take(j, define);
}

int options_take(struct run *r)
{
	struct job *j = r->job;
	bool d = r->compile.front == &frontend_d;

	options_init(&j->opt, d ? OPTION_FOR_D : OPTION_FOR_STAP);
	if (d && j->form == FORM_SONDE)
		j->opt.quiet = true;
	for (size_t i = 0; i < j->options.n; i++) {
		int status = option_take(j, j->options.v[i]);

		if (status)
			return status;
	}
	for (size_t i = 0; i < j->defines.n && !d; i++) {
		int status = limit_take(j, j->defines.v[i]);

		if (status)
			return status;
	}
	j->opt.destructive = j->opt.destructive || j->guru;
	j->opt.json = j->opt.json || j->json;
	j->opt.monitor = j->monitor > 0;
	j->diag.errtags = j->opt.errtags;
	j->diag.repeat = j->verbose > 1;
	j->diag.repeat_errors = j->verbose > 0;
	j->diag.no_warnings = j->no_warnings;
	if (j->opt.suppresserrors)
		j->opt.maxerrors = INT64_MAX;
	return 0;
}

static void take_unit(struct run *r, const struct bundle_unit *from)
{
	struct unit u = { .src = source_new(r->job->arena, from->name, from->text, from->len),
			  .is_file = from->is_file, .desc_kind = from->kind };

	vec_push(r->job->arena, &r->compile.units, u);
}

/* the script first, wherever on the command line the -E beside it were */
static void script_first(struct job *j)
{
	struct text *sorted = arena_array(j->arena, struct text, j->texts.n);
	size_t n = 0;

	for (int more = 0; more < 2; more++)
		for (size_t i = 0; i < j->texts.n; i++)
			if ((j->texts.v[i].kind == 'E') == more)
				sorted[n++] = j->texts.v[i];
	if (n)
		memcpy(j->texts.v, sorted, n * sizeof(*sorted));
}

int texts_read(struct run *r)
{
	const struct bundle *b = r->job->bundle;

	script_first(r->job);
	for (size_t i = 0; b && i < b->units.n; i++)
		take_unit(r, &b->units.v[i]);
	if (b)
		return 0;
	for (size_t i = 0; i < r->job->texts.n; i++) {
		int status = read_text(r, &r->job->texts.v[i]);

		if (status)
			return status;
	}
	return 0;
}
