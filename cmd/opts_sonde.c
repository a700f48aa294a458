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

static int set_strict(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "strict");
}

static int set_follow(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "follow");
}

/* what is sonde's own or other than stap's; the rest is in opts_stap.c */
const struct flag flags_sonde[] = {
	{ 'e', NULL, "PROGRAM", "run this text instead of a script", set_program, false },
	{ 'l', NULL, "PATTERN", "list the probes that match", set_list, false },
	{ 'L', NULL, "PATTERN", "the same, with their arguments and types; with -v, where the values are", set_list_args, false },
	{ 'c', NULL, "CMD", "run CMD, trace until it ends; $target and target() are its pid", set_command, false },
	{ 'x', NULL, "PID", "follow the process PID; sets $target and target()", set_pid, false },
	{ 0, "lang", "d|stap", "language of the script, instead of finding out", set_lang, false },
	{ 'f', "follow", NULL, "follow forks: probes of the target's process fire in its children, too", set_follow, false },
	{ 'O', NULL, "NAME[=VALUE]", "set a run-time option: bufsize, strsize, aggsortkey ...", set_option, false },
	{ 'g', "destructive", NULL, "allow actions that change the system", set_guru, false },
	{ 'q', NULL, NULL, "quiet: only what the script prints", set_quiet, false },
	{ 0, "dump", "ast,prog,c", "print these stages as text", set_dump, false },
	{ 0, "json", NULL, "all output as one JSON object per line", set_json, false },
	{ 0, "strict", NULL, "exit with 3 when anything was lost", set_strict, false },
	{ 0, "no-cache", NULL, "compile anew", set_no_cache, false },
	{ .more = flags_stap },
};
