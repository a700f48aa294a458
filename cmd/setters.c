/*
 * setters.c - flags that mean the same in more than one form
 */
#include <string.h>
#include <unistd.h>
#include "cmd/job.h"
#include "lib/arena.h"

int set_verbose(struct job *j, const char *v)
{
	(void)v;
	j->verbose++;
	return 0;
}

int set_command(struct job *j, const char *v)
{
	if (!*v)
		return args_wrong(j, "Empty CMD string invalid.");
	if (j->form == FORM_DTRACE && (j->command || j->pid)) {
		vec_push(j->arena, &j->more, ((struct text){ .text = v, .kind = 'c' }));
		return 0;
	}
	if (j->command && j->form != FORM_STAP)	/* stap takes the last */
		return args_wrong(j, "-c can be given once: only one process can be the target");
	j->command = v;
	return 0;
}

int set_pid(struct job *j, const char *v)
{
	bool wrong = !*v || v[strspn(v, "0123456789")];

	if (wrong && j->form == FORM_DTRACE) {	/* no misuse, says the original */
		fprintf(stderr, "dtrace: invalid pid: %s\n", v);
		return STATUS_SCRIPT;
	}
	if (wrong)
		return args_wrong(j, j->form == FORM_STAP ? "Invalid target process ID number." : "invalid pid: %s", v);
	if (j->form == FORM_DTRACE && (j->command || j->pid)) {
		vec_push(j->arena, &j->more, ((struct text){ .text = v, .kind = 'p' }));
		return 0;
	}
	if (j->pid && j->form != FORM_STAP)
		return args_wrong(j, "only one process can be the target");
	j->pid = v;
	return 0;
}

int set_output(struct job *j, const char *v)
{
	j->output = v;
	return 0;
}

int set_define(struct job *j, const char *v)
{
	vec_push(j->arena, &j->defines, v);
	vec_push(j->arena, &j->cpp_args, arena_printf(j->arena, "-D%s", v));
	return 0;
}

int set_include(struct job *j, const char *v)
{
	vec_push(j->arena, &j->cpp_args, arena_printf(j->arena, "-I%s", v));
	vec_push(j->arena, &j->tapset_dirs, v);
	return 0;
}

int set_option(struct job *j, const char *v)
{
	vec_push(j->arena, &j->options, v);
	return 0;
}

int set_guru(struct job *j, const char *v)
{
	(void)v;
	j->guru = true;
	return 0;
}

int set_quiet(struct job *j, const char *v)
{
	(void)v;
	vec_push(j->arena, &j->options, "quiet");
	return 0;
}

int set_flow(struct job *j, const char *v)
{
	(void)v;
	vec_push(j->arena, &j->options, "flowindent");
	return 0;
}

int set_pass(struct job *j, const char *v)
{
	if (v[0] < '1' || v[0] > '5' || v[1])
		return args_wrong(j, "Invalid pass number (should be 1-5).");
	j->last_pass = v[0] - '0';
	j->pass_given = true;
	return 0;
}

int set_color(struct job *j, const char *v)
{
	if (!v || !strcmp(v, "always"))
		j->color = COLOR_ALWAYS;
	else if (!strcmp(v, "never"))
		j->color = COLOR_NEVER;
	else if (!strcmp(v, "auto"))
		j->color = COLOR_AUTO;
	else
		return args_wrong(j, j->form == FORM_STAP ? "Invalid argument '%s' for --color." :
				  "--color is auto, always or never, not %s", v);
	return 0;
}

int set_no_cache(struct job *j, const char *v)
{
	(void)v;
	j->no_cache = true;
	return 0;
}

int set_json(struct job *j, const char *v)
{
	(void)v;
	j->json = true;
	return 0;
}

int set_list(struct job *j, const char *v)
{
	j->list = true;
	if (v)
		vec_push(j->arena, &j->patterns, v);
	return 0;
}

int set_list_args(struct job *j, const char *v)
{
	j->list_args = true;
	return set_list(j, v);
}

int set_program(struct job *j, const char *v)
{
	vec_push(j->arena, &j->texts, ((struct text){ .text = v }));
	return 0;
}

int set_help(struct job *j, const char *v)
{
	(void)v;
	j->dry = true;
	return usage_print(j, stdout);
}

int set_version(struct job *j, const char *v)
{
	(void)v;
	j->dry = true;
	return version_print(j);
}

int set_nothing(struct job *j, const char *v)
{
	(void)j;
	(void)v;
	return 0;
}

const char *const form_names[] = { [FORM_SONDE] = "sonde", [FORM_DTRACE] = "dtrace", [FORM_STAP] = "stap" };

/* error=01;31:caret=01; what is not understood keeps its colour (SystemTap reference, 6.1) */
static void take_colors(struct diag *d, const char *at)
{
	static const char *const keys[DIAG_COLORS_] = {
		[DIAG_ERROR] = "error", [DIAG_WARNING] = "warning", [DIAG_CARET] = "caret", [DIAG_SOURCE] = "source",
		[DIAG_TOKEN] = "token",
	};

	for (size_t n; *at; at += n + (at[n] == ':')) {
		n = strcspn(at, ":");
		for (int k = 0; k < DIAG_COLORS_; k++) {
			size_t len = keys[k] ? strlen(keys[k]) : 0, digits;

			if (!len || strncmp(at, keys[k], len) != 0 || at[len] != '=')
				continue;
			digits = strspn(at + len + 1, "0123456789;");
			if (digits && len + 1 + digits == n && digits < sizeof(d->palette[k]) - 3)
				snprintf(d->palette[k], sizeof(d->palette[k]), "\033[%.*sm", (int)digits, at + len + 1);
		}
	}
}

static bool colors_wanted(const struct job *j)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM"), *stap = getenv("SYSTEMTAP_COLORS");

	if (j->form == FORM_STAP && stap && !*stap)
		return false;
	if (j->color != COLOR_AUTO)
		return j->color == COLOR_ALWAYS;
	return j->form != FORM_DTRACE && isatty(2) && !(no && *no) && !(term && !strcmp(term, "dumb"));
}

void start_messages(struct job *j)
{
	static const enum diag_style styles[] = {
		[FORM_SONDE] = DIAG_SONDE, [FORM_DTRACE] = DIAG_DTRACE, [FORM_STAP] = DIAG_STAP,
	};
	const char *colors = getenv("SYSTEMTAP_COLORS");

	j->diag.style = styles[j->form];
	j->diag.color = colors_wanted(j);
	if (j->form == FORM_STAP && colors)
		take_colors(&j->diag, colors);
}
