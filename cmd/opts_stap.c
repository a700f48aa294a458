/*
 * opts_stap.c - the flags of stap (SystemTap reference, 6.1), for `sonde stap` and a link of that
 * name; sonde's own form has them too, after its own (opts_sonde.c)
 *
 * docs/stap.md has this table as --help prints it; a case compares the two.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include "cmd/job.h"
#include "lib/arena.h"

/* the language's version that scripts may ask for: SystemTap's, not ours */
#define LEVEL_MAJOR 5
#define LEVEL_MINOR 6

/* ---- what to run ---- */
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

static int set_tables(struct job *j, enum tables t)
{
	j->mixed_dump |= j->list || (j->table && j->table != t);
	j->table = t;
	return 0;
}

static int set_dump_types(struct job *j, const char *v)
{
	(void)v;
	return set_tables(j, TABLE_TYPES);
}

static int set_dump_aliases(struct job *j, const char *v)
{
	(void)v;
	return set_tables(j, TABLE_ALIASES);
}

static int set_dump_functions(struct job *j, const char *v)
{
	(void)v;
	return set_tables(j, TABLE_FUNCTIONS);
}

static int set_points(struct job *j, const char *v)
{
	j->mixed_dump |= j->list || j->table;
	return set_list(j, v);
}

static int set_points_args(struct job *j, const char *v)
{
	j->mixed_dump |= j->list || j->table;
	return set_list_args(j, v);
}

static int set_interactive(struct job *j, const char *v)
{
	(void)v;
	j->interactive = true;
	return 0;
}

/* ---- the language ---- */
/* [A-Za-z_][A-Za-z_0-9]*(=-?[A-Za-z_0-9]+)? and, for globals, dots and dashes in the value */
static bool is_setting(const char *v, bool needs_value, const char *more)
{
	size_t n = 0;

	while (isalnum((unsigned char)v[n]) || v[n] == '_')
		n++;
	if (!n || isdigit((unsigned char)*v))
		return false;
	if (!v[n])
		return !needs_value;
	if (v[n++] != '=')
		return false;
	if (v[n] == '-')
		n++;
	if (!v[n])
		return needs_value;	/* -G s= sets an empty string */
	while (isalnum((unsigned char)v[n]) || v[n] == '_' || (v[n] && strchr(more, v[n])))
		n++;
	return !v[n];
}

static int set_limit_of(struct job *j, const char *v)
{
	if (j->form == FORM_STAP && !is_setting(v, false, ""))
		return args_wrong(j, "ERROR: Safety pattern mismatch for -D parameter ('%s' vs. "
				  "'^[a-z_][a-z_0-9]*(=-?[a-z_0-9]+)?$') rc=1", v);
	return set_define(j, v);
}

static int set_global(struct job *j, const char *v)
{
	if (!is_setting(v, true, ".-"))
		return args_wrong(j, "ERROR: Safety pattern mismatch for -G parameter ('%s' vs. "
				  "'^[a-z_][a-z_0-9]*=[a-z0-9_.-]*$') rc=1", v);
	vec_push(j->arena, &j->overrides, v);
	return 0;
}

static int set_compatible(struct job *j, const char *v)
{
	char *end;
	unsigned long major = strtoul(v, &end, 10), minor = *end == '.' ? strtoul(end + 1, &end, 10) : 0;

	if (!isdigit((unsigned char)*v) || (*end && *end != '.'))
		return args_wrong(j, "ERROR: Invalid version '%s' for --compatible", v);
	if (major > LEVEL_MAJOR || (major == LEVEL_MAJOR && minor > LEVEL_MINOR))
		return args_wrong(j, "ERROR: systemtap version %d.%d cannot be compatible with future version %s",
				  LEVEL_MAJOR, LEVEL_MINOR, v);
	j->compatible = v;
	return 0;
}

static int set_privilege(struct job *j, const char *v)
{
	if (strcmp(v, "stapdev") != 0 && strcmp(v, "stapsys") != 0 && strcmp(v, "stapusr") != 0)
		return args_wrong(j, "Invalid argument '%s' for --privilege.", v);
	j->privilege = v;
	return 0;
}

static int set_runtime(struct job *j, const char *v)
{
	if (strcmp(v, "kernel") != 0 && strcmp(v, "bpf") != 0 && strcmp(v, "dyninst") != 0)
		return args_wrong(j, "ERROR: %s is an invalid argument for --runtime", v);
	j->runtime = v;
	return 0;
}

static int set_bpf(struct job *j, const char *v)
{
	(void)v;
	return set_runtime(j, "bpf");
}

static int set_dyninst(struct job *j, const char *v)
{
	(void)v;
	return set_runtime(j, "dyninst");
}

static int set_unprivileged(struct job *j, const char *v)
{
	(void)v;
	return set_privilege(j, "stapusr");
}

static int set_skip_badvars(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "skipbadvars");
}

static int set_no_unread(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "nounread");
}

static int set_suppress_errors(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "suppresserrors");
}

static int set_suppress_limits(struct job *j, const char *v)
{
	(void)v;
	j->no_time_limits = true;
	return set_option(j, "notimelimits");
}

/* ---- the run ---- */
static int set_buffer(struct job *j, const char *v)
{
	char *end;
	long mb = strtol(v, &end, 10);

	if (!isdigit((unsigned char)*v) || *end || mb < 1 || mb > 4095)
		return args_wrong(j, "Invalid buffer size (should be 1-4095).");
	return set_option(j, arena_printf(j->arena, "bufsize=%ldm", mb));
}

static int set_limit(struct job *j, const char *v)
{
	char *end;

	j->limit_s = strtod(v, &end);
	return *v && !*end && j->limit_s > 0 ? 0 : args_wrong(j, "Invalid timeout interval.");
}

/* -S SIZE[,N] */
static int set_rotate(struct job *j, const char *v)
{
	char *end;
	unsigned long mb = strtoul(v, &end, 10), n = *end == ',' ? strtoul(end + 1, &end, 10) : 0;

	if (!isdigit((unsigned char)*v) || *end || !mb || mb > 1 << 20 || end[-1] == ',')
		return args_wrong(j, "Invalid file size argument '%s' for -S: SIZE in MB, or SIZE,FILES.", v);
	j->rotate_bytes = mb << 20;
	j->rotate_keep = (unsigned)n;
	return 0;
}

static int set_bulk(struct job *j, const char *v)
{
	(void)v;
	j->bulk = true;
	return 0;
}

static int set_flight(struct job *j, const char *v)
{
	(void)v;
	j->flight = true;
	return 0;
}

static int set_times(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "times");
}

static int set_unoptimized(struct job *j, const char *v)
{
	(void)v;
	j->unoptimized = true;
	return 0;
}

static int set_module(struct job *j, const char *v)
{
	size_t n = strlen(v), end = n;

	for (const char *const *suffix = (const char *const[]){ ".ko", ".sonde", NULL }; *suffix; suffix++) {
		size_t len = strlen(*suffix);

		if (n > len && !strcmp(v + n - len, *suffix))
			end = n - len;
	}
	const char *name = arena_strndup(j->arena, v, end);

	if (end < n)
		fprintf(stderr, "Truncating module name to '%s'\n", name);
	if (!*name)
		return args_wrong(j, "Module name cannot be empty.");
	if (name[strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_")])
		return args_wrong(j, "Invalid module name '%s': only a-z, 0-9 and '_' are allowed.", name);
	if (strlen(name) > 60)
		return args_wrong(j, "Module name '%s' is longer than 60 characters.", name);
	j->module = name;
	vec_push(j->arena, &j->overrides, arena_printf(j->arena, "__module_name=%s", name));	/* for module_name() */
	return 0;
}

static int set_release(struct job *j, const char *v)
{
	j->release = v;
	return 0;
}

static int set_arch(struct job *j, const char *v)
{
	j->arch = v;
	return 0;
}

static int set_keep(struct job *j, const char *v)
{
	if (!j->keep_dir || v)
		j->keep_dir = v ? v : "";
	return 0;
}

/* ---- messages ---- */
/* --vp 0002: more of one pass */
static int set_verbosity(struct job *j, const char *v)
{
	size_t n = strlen(v);

	if (n < 1 || n > 5 || v[strspn(v, "0123456789")])
		return args_wrong(j, "Invalid --vp argument: it takes 1 to 5 digits.");
	for (size_t i = 0; i < n; i++)
		j->more_verbose[i] = (unsigned char)(j->more_verbose[i] + v[i] - '0');
	return 0;
}

static int set_no_warnings(struct job *j, const char *v)
{
	(void)v;
	j->no_warnings = true;
	return 0;
}

static int set_fatal_warnings(struct job *j, const char *v)
{
	(void)v;
	j->fatal_warnings = true;
	return 0;
}

/* ---- others ---- */
static int set_clean(struct job *j, const char *v)
{
	(void)v;
	j->dry = true;
	return cache_clean(j);
}

static int set_cgroup(struct job *j, const char *v)
{
	return set_option(j, arena_printf(j->arena, "cgroup=%s", v));
}

static int set_rlimit(struct job *j, const char *v)
{
	return *v && !v[strspn(v, "0123456789")] ? set_nothing(j, v)
						  : args_wrong(j, "Unable to parse resource limit '%s'.", v);
}

static int set_prologue(struct job *j, const char *v)
{
	return !v || !strcmp(v, "never") || !strcmp(v, "auto") || !strcmp(v, "always") ? set_nothing(j, v) :
	       args_wrong(j, "Invalid argument '%s' for --prologue-searching.", v);
}

static int set_download(struct job *j, const char *v)
{
	return !v || !strcmp(v, "yes") || !strcmp(v, "no") || !strcmp(v, "ask") ||
	       (*v && !v[strspn(v, "0123456789")]) ? set_nothing(j, v) :
	       args_wrong(j, "ERROR: %s is not a valid value. Use 'yes', 'no', 'ask' or a <timeout value>", v);
}

static int set_sysroot(struct job *j, const char *v)
{
	struct stat st;

	if (stat(v, &st) || !S_ISDIR(st.st_mode))
		return args_wrong(j, "ERROR: %s is an invalid directory for --sysroot", v);
	j->sysroot = v;
	return set_nothing(j, v);
}

static int set_sysenv(struct job *j, const char *v)
{
	if (!j->sysroot)
		return args_wrong(j, "ERROR: --sysenv must follow --sysroot");
	return strchr(v, '=') ? set_nothing(j, v) : args_wrong(j, "ERROR: %s is an invalid argument for --sysenv", v);
}

static int set_wanted_pid(struct job *j, const char *v)
{
	return *v && !v[strspn(v, "0123456789")] ? set_nothing(j, v)
						  : args_wrong(j, "Invalid process ID number '%s'.", v);
}

/* scripts run here; direct:// is that */
static int set_remote(struct job *j, const char *v)
{
	return !strncmp(v, "direct:", 7) ? 0 :
	       args_wrong(j, "--remote %s: scripts run on this host only; save a bundle with -m and use "
			  "'sonde run' there", v);
}

static int refuse_servers(struct job *j, const char *v)
{
	(void)v;
	return args_wrong(j, "compile servers are not needed: programs are compiled here");
}

static int set_monitor(struct job *j, const char *v)
{
	char *end = NULL;

	j->monitor = v ? strtod(v, &end) : 1;
	if (v && (*end || !(j->monitor >= 0.1) || j->monitor > 3600))
		return args_wrong(j, "Invalid monitor interval.");
	return 0;
}

static int refuse_example(struct job *j, const char *v)
{
	(void)v;
	return args_wrong(j, "no examples are installed");
}

static int refuse_editors(struct job *j, const char *v)
{
	(void)v;
	return args_wrong(j, "there is no language server");
}

const struct flag flags_stap[] = {
	{ 'e', NULL, "TEXT", "run this script text", set_script, false },
	{ 'E', NULL, "TEXT", "another script text, compiled together with the script", set_more, false },
	{ 'i', "interactive", NULL, "a prompt that takes one-liners and commands", set_interactive, false },
	{ 'l', NULL, "POINT", "list matching probe points", set_points, false },
	{ 'L', NULL, "POINT", "the same, with their variables", set_points_args, false },
	{ 0, "dump-functions", NULL, "list all functions that a script may call", set_dump_functions, false },
	{ 0, "dump-probe-types", NULL, "list the forms of probe points", set_dump_types, false },
	{ 0, "dump-probe-aliases", NULL, "list the aliases of the library", set_dump_aliases, false },

	{ 'c', NULL, "CMD", "run CMD, trace until it ends; sets target()", set_command, false },
	{ 'x', NULL, "PID", "sets target(); process probes fire there only", set_pid, false },
	{ 'T', NULL, "SECS", "stop after this time", set_limit, false },
	{ 'G', NULL, "VAR=VAL", "initial value of a global variable", set_global, false },
	{ 'D', NULL, "NM[=VAL]", "set a limit (MAXMAPENTRIES ...) or a macro", set_limit_of, false },
	{ 'I', NULL, "DIR", "another folder with library scripts", set_include, false },
	{ 'g', NULL, NULL, "guru mode: allow what changes the system", set_guru, false },
	{ 0, "compatible", "VERSION", "language level that systemtap_v tells the script", set_compatible, false },
	{ 0, "privilege", "CLASS", "stapdev, stapsys or stapusr: what the script may do", set_privilege, false },
	{ 0, "unprivileged", NULL, "same as --privilege=stapusr", set_unprivileged, false },
	{ 0, "skip-badvars", NULL, "a $variable that is not there, or cannot be read, is 0", set_skip_badvars, false },
	{ 0, "no-global-var-display", NULL, "do not print globals that are only written", set_no_unread, false },
	{ 0, "suppress-handler-errors", NULL, "run-time errors are only counted", set_suppress_errors, false },
	{ 0, "suppress-time-limits", NULL, "no MAXACTION (needs -g)", set_suppress_limits, false },

	{ 'o', NULL, "FILE", "output to FILE; %H and the like become the time", set_output, false },
	{ 'S', NULL, "SIZE[,N]", "begin a new -o file every SIZE MB, keep the last N", set_rotate, false },
	{ 'b', NULL, NULL, "bulk mode: output of each CPU to a file of its own", set_bulk, false },
	{ 'F', NULL, NULL, "flight recorder: run in the background, see 'sonde show'", set_flight, false },
	{ 's', NULL, "MB", "size of the record buffer", set_buffer, false },
	{ 't', NULL, NULL, "at the end: hits and time of every probe", set_times, false },
	{ 'm', NULL, "NAME", "save NAME.sonde, a bundle for 'sonde run'", set_module, false },
	{ 'r', NULL, "RELEASE", "prepare for another kernel: nothing is run", set_release, false },
	{ 'a', NULL, "ARCH", "prepare for another machine: nothing is run", set_arch, false },
	{ 0, "monitor", "SECS", "a screen with globals, and hits and time of every probe", set_monitor, true },

	{ 'p', NULL, "N", "stop after pass N: 1 parse, 2 resolve, 3 C text, 4 object", set_pass, false },
	{ 'v', NULL, NULL, "say what each pass does; more often: more", set_verbose, false },
	{ 0, "vp", "ABCDE", "the same, by pass", set_verbosity, false },
	{ 'w', NULL, NULL, "no warnings", set_no_warnings, false },
	{ 'W', NULL, NULL, "warnings are errors", set_fatal_warnings, false },
	{ 'k', NULL, NULL, "keep the C text and the object in a folder below /tmp", set_keep, true },
	{ 0, "tmpdir", "DIR", "keep them in DIR", set_keep, false },
	{ 0, "color", "WHEN", "colours in messages: auto, always, never", set_color, true },
	{ 0, "disable-cache", NULL, "compile anew", set_no_cache, false },
	{ 0, "poison-cache", NULL, "compile anew", set_no_cache, false },
	{ 0, "clean-cache", NULL, "remove all objects from the cache, and end", set_clean, false },

	{ 'u', NULL, NULL, "keep what has no effect: no warnings about it", set_unoptimized, false },
	{ 'P', "prologue-searching", "WHEN", "accepted: parameters are found anyway", set_prologue, true },
	{ 'd', NULL, "OBJ", "accepted: symbols are found without it", set_nothing, false },
	{ 0, "ldd", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 0, "all-modules", NULL, "accepted: symbols are found without it", set_nothing, false },
	{ 'q', NULL, NULL, "accepted", set_nothing, false },
	{ 'M', NULL, NULL, "accepted: -b never merges", set_nothing, false },
	{ 'B', NULL, "NM=VAL", "accepted: no module is built", set_nothing, false },
	{ 'R', NULL, "DIR", "accepted: the runtime is built in", set_nothing, false },
	{ 0, "modinfo", "N=V", "accepted: no module is built", set_nothing, false },
	{ 0, "debug", NULL, "accepted", set_nothing, false },
	{ 0, "runtime", "NAME", "what %( runtime == ... %) sees, kernel if not given; it is always BPF", set_runtime, false },
	{ 0, "bpf", NULL, "same as --runtime=bpf", set_bpf, false },
	{ 0, "dyninst", NULL, "same as --runtime=dyninst", set_dyninst, false },
	{ 0, "check-version", NULL, "accepted", set_nothing, false },
	{ 0, "semantic-keep-going", NULL, "accepted: all errors are told anyway", set_nothing, false },
	{ 0, "download-debuginfo", "WHEN", "accepted", set_download, true },
	{ 0, "rlimit-as", "N", "accepted", set_rlimit, false },
	{ 0, "rlimit-cpu", "N", "accepted", set_rlimit, false },
	{ 0, "rlimit-nproc", "N", "accepted", set_rlimit, false },
	{ 0, "rlimit-stack", "N", "accepted", set_rlimit, false },
	{ 0, "rlimit-fsize", "N", "accepted", set_rlimit, false },
	{ 0, "sysroot", "DIR", "accepted: files are looked for here", set_sysroot, false },
	{ 0, "sysenv", "V=X", "accepted", set_sysenv, false },
	{ 0, "target-namespaces", "PID", "accepted", set_wanted_pid, false },
	{ 0, "cgroup", "FOLDER|PID", "events of the processes in this cgroup and below only", set_cgroup, false },
	{ 0, "build-as", "USER", "accepted", set_nothing, false },
	{ 0, "save-uprobes", NULL, "accepted", set_nothing, false },
	{ 0, "remote", "URI", "only direct://: bundles run on other hosts", set_remote, false },
	{ 0, "remote-prefix", NULL, "accepted", set_nothing, false },
	{ 0, "example", NULL, "refused: no examples are installed", refuse_example, false },
	{ 0, "language-server", NULL, "refused", refuse_editors, false },
	{ 0, "use-server", "SPEC", "refused: programs are compiled here", refuse_servers, true },
	{ 0, "use-server-on-error", "WHEN", "accepted: programs are compiled here", set_nothing, true },
	{ 0, "list-servers", "SPEC", "refused: programs are compiled here", refuse_servers, true },
	{ 0, "trust-servers", "SPEC", "refused: programs are compiled here", refuse_servers, true },
	{ 0, "sign-module", "WHEN", "accepted: no module is built", set_nothing, true },
	{ 'h', "help", NULL, "this text", set_help, false },
	{ 'V', "version", NULL, "version", set_version, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};
