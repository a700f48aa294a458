/*
 * opts_stap.c - the flags of stap (SystemTap reference, 6.1), for `sonde stap` and a link of that name
 */
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"

static int set_script(struct job *j, const char *v)
{
	for (size_t i = 0; i < j->texts.n; i++)
		if (!j->texts.v[i].kind)
			return args_wrong(j, "Only one script can be given on the command line.");
	return set_program(j, v);
}

static int set_more(struct job *j, const char *v)
{
	vec_push(j->arena, &j->texts, ((struct text){ .text = v, .kind = 'E' }));
	return 0;
}

static int set_buffer(struct job *j, const char *v)
{
	int mb = atoi(v);

	if (mb < 1 || mb > 4095)
		return args_wrong(j, "Invalid buffer size (should be 1-4095).");
	return set_option(j, arena_printf(j->arena, "bufsize=%dm", mb));
}

static int set_limit(struct job *j, const char *v)
{
	char *end;

	j->limit_s = strtod(v, &end);
	return *v && !*end && j->limit_s > 0 ? 0 : args_wrong(j, "Invalid timeout interval.");
}

static int set_verbosity(struct job *j, const char *v)
{
	size_t n = strlen(v);

	if (n < 1 || n > 5 || v[strspn(v, "0123456789")])
		return args_wrong(j, "Invalid --vp argument: it takes 1 to 5 digits.");
	for (; *v; v++)		/* one level for all passes: the highest that is asked for */
		if (*v - '0' > j->verbose)
			j->verbose = *v - '0';
	return 0;
}

static int refuse_servers(struct job *j, const char *v)
{
	(void)v;
	return args_wrong(j, "compile servers are not needed: programs are compiled here");
}

static int refuse_unknown(struct job *j, const char *v)
{
	(void)v;
	return args_wrong(j, "this mode does not exist here yet");
}

const struct flag flags_stap[] = {
	{ 'e', NULL, "TEXT", "run this script text", set_script, false },
	{ 'E', NULL, "TEXT", "another script text, compiled together with the script", set_more, false },
	{ 'c', NULL, "CMD", "run CMD, trace until it ends; sets target()", set_command, false },
	{ 'x', NULL, "PID", "sets target()", set_pid, false },
	{ 'o', NULL, "FILE", "output to FILE", set_output, false },
	{ 'l', NULL, "POINT", "list matching probe points", set_list, false },
	{ 'L', NULL, "POINT", "the same, with variables", set_list_args, false },
	{ 'p', NULL, "N", "stop after pass N, 1 to 5", set_pass, false },
	{ 'v', NULL, NULL, "more words for each pass", set_verbose, false },
	{ 0, "vp", "ABCDE", "verbosity by pass", set_verbosity, false },
	{ 'g', NULL, NULL, "guru mode", set_guru, false },
	{ 'D', NULL, "NM[=VAL]", "set a limit or a macro", set_define, false },
	{ 'I', NULL, "DIR", "another tapset folder", set_include, false },
	{ 's', NULL, "MB", "size of the record buffer", set_buffer, false },
	{ 'T', NULL, "SECS", "stop after this time", set_limit, false },
	{ 'k', NULL, NULL, "accepted: there is no temporary folder to keep", set_nothing, false },
	{ 'u', NULL, NULL, "accepted", set_nothing, false },
	{ 'w', NULL, NULL, "accepted", set_nothing, false },
	{ 'W', NULL, NULL, "accepted", set_nothing, false },
	{ 'b', NULL, NULL, "accepted", set_nothing, false },
	{ 'M', NULL, NULL, "accepted", set_nothing, false },
	{ 't', NULL, NULL, "accepted", set_nothing, false },
	{ 'q', NULL, NULL, "accepted", set_nothing, false },
	{ 'F', NULL, NULL, "accepted", set_nothing, false },
	{ 'i', "interactive", NULL, "not there yet", refuse_unknown, false },
	{ 'P', "prologue-searching", "WHEN", "accepted", set_nothing, true },
	{ 'B', NULL, "NM=VAL", "accepted", set_nothing, false },
	{ 'R', NULL, "DIR", "accepted", set_nothing, false },
	{ 'G', NULL, "VAR=VAL", "accepted", set_nothing, false },
	{ 'r', NULL, "RELEASE", "accepted: the running kernel is traced", set_nothing, false },
	{ 'a', NULL, "ARCH", "accepted", set_nothing, false },
	{ 'm', NULL, "NAME", "accepted", set_nothing, false },
	{ 'S', NULL, "SIZE[,N]", "accepted", set_nothing, false },
	{ 'd', NULL, "OBJ", "accepted: symbols are found without it", set_nothing, false },
	{ 0, "ldd", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 0, "all-modules", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 0, "modinfo", "N=V", "accepted", set_nothing, false },
	{ 0, "debug", NULL, "accepted", set_nothing, false },
	{ 0, "runtime", "NAME", "accepted: BPF is used", set_nothing, false },
	{ 0, "bpf", NULL, "accepted: BPF is used", set_nothing, false },
	{ 0, "dyninst", NULL, "accepted: BPF is used", set_nothing, false },
	{ 0, "privilege", "CLASS", "accepted", set_nothing, false },
	{ 0, "unprivileged", NULL, "accepted", set_nothing, false },
	{ 0, "compatible", "VERSION", "accepted", set_nothing, false },
	{ 0, "check-version", NULL, "accepted", set_nothing, false },
	{ 0, "skip-badvars", NULL, "accepted", set_nothing, false },
	{ 0, "suppress-handler-errors", NULL, "accepted", set_nothing, false },
	{ 0, "suppress-time-limits", NULL, "accepted", set_nothing, false },
	{ 0, "no-global-var-display", NULL, "accepted", set_nothing, false },
	{ 0, "tmpdir", "DIR", "accepted: there is no temporary folder", set_nothing, false },
	{ 0, "download-debuginfo", "WHEN", "accepted", set_nothing, true },
	{ 0, "disable-cache", NULL, "compile anew", set_no_cache, false },
	{ 0, "poison-cache", NULL, "compile anew", set_no_cache, false },
	{ 0, "color", "WHEN", "colours in messages: auto, always, never", set_color, true },
	{ 0, "use-server", "SPEC", "refused", refuse_servers, true },
	{ 0, "list-servers", "SPEC", "refused", refuse_servers, true },
	{ 0, "monitor", "SECS", "not there yet", refuse_unknown, true },
	{ 'h', "help", NULL, "this text", set_help, false },
	{ 'V', "version", NULL, "version", set_version, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};
