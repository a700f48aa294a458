/*
 * opts_sonde.c - sonde's own flags: SystemTap's where SystemTap has one
 */
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"

static int set_lang(struct job *j, const char *v)
{
	if (strcmp(v, "d") != 0 && strcmp(v, "stap") != 0)
		return args_wrong(j, "--lang is d or stap, not %s", v);
	j->lang = v;
	return 0;
}

static int set_dump(struct job *j, const char *v)
{
	static const struct { const char *name; unsigned bit; } names[] = {
		{ "ast", DUMP_AST }, { "prog", DUMP_PROG }, { "c", DUMP_C },
	};

	for (const char *at = v; *at;) {
		size_t n = strcspn(at, ","), i = 0;

		while (i < 3 && (strlen(names[i].name) != n || strncmp(names[i].name, at, n) != 0))
			i++;
		if (i == 3)
			return args_wrong(j, "--dump takes ast, prog and c, not %.*s", (int)n, at);
		j->dump |= names[i].bit;
		at += n + (at[n] == ',');
	}
	return 0;
}

static int set_buffer(struct job *j, const char *v)
{
	return set_option(j, arena_printf(j->arena, "bufsize=%sm", v));
}

static int set_limit(struct job *j, const char *v)
{
	char *end;

	j->limit_s = strtod(v, &end);
	return *v && !*end && j->limit_s > 0 ? 0 : args_wrong(j, "Invalid timeout interval.");
}

static int set_strict(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "strict");
}

static int set_quiet_stap(struct job *j, const char *v)
{
	(void)v;	/* D is quiet anyway; SystemTap's -q is about its own tests */
	return j->form == FORM_SONDE ? set_quiet(j, v) : 0;
}

/* stap's table is this one with its own words for the same things: see opts_stap.c */
const struct flag flags_sonde[] = {
	{ 'e', NULL, "PROGRAM", "run this text instead of a script", set_program, false },
	{ 'c', NULL, "CMD", "run CMD, trace until it ends; $target and target() are its pid", set_command, false },
	{ 'x', NULL, "PID", "follow the process PID; sets $target and target()", set_pid, false },
	{ 'o', NULL, "FILE", "output to FILE", set_output, false },
	{ 'l', NULL, "PATTERN", "list the probes that match", set_list, false },
	{ 'L', NULL, "PATTERN", "the same, with their arguments and types", set_list_args, false },
	{ 0, "lang", "d|stap", "language of the script, instead of finding out", set_lang, false },
	{ 'O', NULL, "NAME[=VALUE]", "set a run-time option: bufsize, strsize, aggsortkey ...", set_option, false },
	{ 'D', NULL, "NAME=VALUE", "set a limit (MAXMAPENTRIES ...) or define a macro", set_define, false },
	{ 'I', NULL, "DIR", "look for library scripts here, too", set_include, false },
	{ 'g', "destructive", NULL, "allow actions that change the system", set_guru, false },
	{ 'q', NULL, NULL, "quiet: only what the script prints", set_quiet_stap, false },
	{ 'F', NULL, NULL, "indent by entry and return (D)", set_flow, false },
	{ 'T', NULL, "SECONDS", "stop after this time", set_limit, false },
	{ 's', NULL, "MB", "size of the record buffer", set_buffer, false },
	{ 'v', NULL, NULL, "say what is done, pass by pass; more often: more", set_verbose, false },
	{ 'p', NULL, "N", "stop after pass 1 parse, 2 resolve, 3 lower (prints BPF C), 4 compile", set_pass, false },
	{ 0, "dump", "ast,prog,c", "print these stages as text", set_dump, false },
	{ 0, "json", NULL, "all output as one JSON object per line", set_json, false },
	{ 0, "strict", NULL, "exit with 3 when anything was lost", set_strict, false },
	{ 0, "no-cache", NULL, "compile anew", set_no_cache, false },
	{ 0, "color", "WHEN", "colours in messages: auto, always, never", set_color, true },
	{ 'b', NULL, NULL, "accepted (SystemTap's bulk mode)", set_nothing, false },
	{ 'd', NULL, "OBJECT", "accepted: symbols are found without it", set_nothing, false },
	{ 0, "ldd", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 0, "all-modules", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 'r', NULL, "RELEASE", "accepted: the running kernel is traced", set_nothing, false },
	{ 'k', NULL, NULL, "accepted: there is no temporary folder to keep", set_nothing, false },
	{ 't', NULL, NULL, "accepted", set_nothing, false },
	{ 'w', NULL, NULL, "accepted", set_nothing, false },
	{ 'h', "help", NULL, "this text", set_help, false },
	{ 'V', "version", NULL, "version", set_version, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};
