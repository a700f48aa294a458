/*
 * opts_dtrace.c - the flags of dtrace (D reference, 9), for `sonde dtrace` and a link of that name
 */
#include <ctype.h>
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"

static int add(struct job *j, const char *v, bool is_file, int kind)
{
	vec_push(j->arena, &j->texts, ((struct text){ .text = v, .is_file = is_file, .kind = kind }));
	return 0;
}

static int set_name(struct job *j, const char *v)
{
	return add(j, v, false, 'n');
}

static int set_function(struct job *j, const char *v)
{
	return add(j, v, false, 'f');
}

static int set_module(struct job *j, const char *v)
{
	return add(j, v, false, 'm');
}

static int set_provider(struct job *j, const char *v)
{
	return add(j, v, false, 'P');
}

static int set_id(struct job *j, const char *v)
{
	return add(j, v, false, 'i');
}

static int set_script(struct job *j, const char *v)
{
	return add(j, v, true, 0);
}

static int set_bufsize(struct job *j, const char *v)
{
	uint64_t size;

	if (!option_parse_size(v, &size)) {
		fprintf(stderr, "dtrace: failed to set -b %s: Invalid value for specified option\n", v);
		return STATUS_SCRIPT;
	}
	return set_option(j, arena_printf(j->arena, "bufsize=%s", v));
}

static int set_model(struct job *j, const char *v)
{
	return !strcmp(v, "2") || !strcmp(v, "4") ? 0 : args_wrong(j, "unknown data model");
}

static int set_cpp(struct job *j, const char *v)
{
	(void)v;
	j->use_cpp = true;
	return 0;
}

static const char *with_value(struct job *j, const char *form, const char *value)
{
	const char *at = strstr(form, "%s");

	return at ? arena_printf(j->arena, "%.*s%s", (int)(at - form), form, value) : form;
}

static int set_undef(struct job *j, const char *v)
{
	vec_push(j->arena, &j->cpp_args, arena_printf(j->arena, "-U%s", v));
	return 0;
}

static int set_headers(struct job *j, const char *v)
{
	(void)v;
	vec_push(j->arena, &j->cpp_args, "-H");
	return 0;
}

static int set_compile_only(struct job *j, const char *v)
{
	(void)v;
	j->compile_only = true;
	return 0;
}

static int set_dtrace_version(struct job *j, const char *v)
{
	(void)v;
	if (j->make || j->list)
		return args_wrong(j, "only one of the [-GhlV] options can be specified at a time");
	j->version = true;
	return 0;
}

static int set_code(struct job *j, const char *v)
{
	(void)v;
	j->show_code = true;
	return 0;
}

/* -X and -x stdc: the preprocessor's conformance (D reference, 1.11) */
static int conformance(struct job *j, const char *flag, const char *v)
{
	static const struct {
		const char *mode, *arg;
	} modes[] = { { "a", "-std=gnu99" }, { "c", "-std=c99" }, { "s", "-traditional-cpp" }, { "t", "-std=gnu99" } };

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		if (strcmp(modes[i].mode, v))
			continue;
		vec_push(j->arena, &j->cpp_args, modes[i].arg);
		return 0;
	}
	fprintf(stderr, "dtrace: failed to set -%s: Invalid value for specified option\n", flag);
	return STATUS_SCRIPT;
}

static int set_conformance(struct job *j, const char *v)
{
	return conformance(j, arena_printf(j->arena, "X %s", v), v);
}

/* -x of what is the preprocessor's business: it runs before options are known */
static int set_d_option(struct job *j, const char *v)
{
	static const struct {
		const char *name, *form;
	} forms[] = {
		{ "define", "-D%s" }, { "undef", "-U%s" }, { "incdir", "-I%s" }, { "cppargs", "%s" },
		{ "cpphdrs", "-H" }, { "cpp", "" },
	};
	const char *eq = strchr(v, '='), *value = eq ? eq + 1 : "";
	size_t n = eq ? (size_t)(eq - v) : strlen(v);

	for (size_t i = 0; i < sizeof(forms) / sizeof(forms[0]); i++) {
		if (strlen(forms[i].name) != n || strncmp(forms[i].name, v, n))
			continue;
		j->use_cpp |= n == 3;
		if (*forms[i].form)
			vec_push(j->arena, &j->cpp_args, with_value(j, forms[i].form, value));
	}
	if (n == 7 && !strncmp(v, "cpppath", n) && *value)
		j->cpp_path = value;
	if (n == 4 && !strncmp(v, "stdc", n) && conformance(j, "x stdc", value))
		return STATUS_SCRIPT;
	if (!strcmp(v, "verbose"))
		j->show_code = true;
	return set_option(j, v);
}

int dtrace_env(struct job *j)
{
	static const char prefix[] = "DTRACE_OPT_";
	extern char **environ;
	int status = 0;

	for (char **e = environ; *e && !status; e++) {
		if (strncmp(*e, prefix, strlen(prefix)))
			continue;
		char *setting = arena_strndup(j->arena, *e + strlen(prefix), strlen(*e + strlen(prefix)));

		for (char *p = setting; *p && *p != '='; p++)	/* variables are often in capitals */
			*p = (char)tolower((unsigned char)*p);
		status = set_d_option(j, setting);
	}
	j->nenv = j->options.n;
	return status;
}

static int set_anonymous(struct job *j, const char *v)
{
	(void)v;
	j->anonymous = true;
	return 0;
}

static int set_listing(struct job *j, const char *v)
{
	(void)v;
	if (j->make || j->version)
		return args_wrong(j, "only one of the [-GhlV] options can be specified at a time");
	set_option(j, "zdefs");
	return set_list(j, NULL);
}

/* what it dumps are the edition's own buffers: the output is the same */
static int set_buffered(struct job *j, const char *v)
{
	(void)v;
	j->buffered = true;
	return 0;
}

static int set_zdefs(struct job *j, const char *v)
{
	(void)v;
	return set_option(j, "zdefs");
}

static int set_libdir(struct job *j, const char *v)
{
	return set_option(j, arena_printf(j->arena, "libdir=%s", v));
}

/* both take provider definitions alone, and no probe has to be there */
static int set_make(struct job *j, enum make what)
{
	if (j->make || j->list || j->version)
		return args_wrong(j, "only one of the [-GhlV] options can be specified at a time");
	j->make = what;
	set_option(j, "empty");
	return set_option(j, "zdefs");
}

static int set_header(struct job *j, const char *v)
{
	(void)v;
	return set_make(j, MAKE_HEADER);
}

static int set_object(struct job *j, const char *v)
{
	(void)v;
	return set_make(j, MAKE_OBJECT);
}

const struct flag flags_dtrace[] = {
	{ 'n', NULL, "NAME", "probes [[[prov:]mod:]func:]name, then /predicate/ { actions }", set_name, false },
	{ 'f', NULL, "FUNC", "probes [[prov:]mod:]func", set_function, false },
	{ 'm', NULL, "MODULE", "probes [prov:]mod", set_module, false },
	{ 'P', NULL, "PROVIDER", "probes of a provider", set_provider, false },
	{ 'i', NULL, "ID", "the probe of that number", set_id, false },
	{ 's', NULL, "FILE", "run the script FILE", set_script, false },
	{ 'c', NULL, "CMD", "run CMD, trace until it ends; sets $target; CMD ends with the tracing", set_command, false },
	{ 'p', NULL, "PID", "follow the process PID; sets $target", set_pid, false },
	{ 'o', NULL, "FILE", "append the output to FILE", set_output, false },
	{ 'q', NULL, NULL, "quiet: only what the program prints", set_quiet, false },
	{ 'F', NULL, NULL, "indent by entry and return", set_flow, false },
	{ 'w', NULL, NULL, "allow destructive actions", set_guru, false },
	{ 'x', NULL, "OPT[=VAL]", "set an option", set_d_option, false },
	{ 'b', NULL, "SIZE", "size of the record buffer", set_bufsize, false },
	{ 'l', NULL, NULL, "list probes", set_listing, false },
	{ 'e', NULL, NULL, "exit after compiling", set_compile_only, false },
	{ 'v', NULL, NULL, "stability report; with -l arguments of the probes", set_verbose, false },
	{ 'V', NULL, NULL, "version", set_dtrace_version, false },
	{ 'Z', NULL, NULL, "allow descriptions without a match", set_zdefs, false },
	{ 'C', NULL, NULL, "run the C preprocessor over scripts", set_cpp, false },
	{ 'D', NULL, "NAME[=DEF]", "define a macro for the preprocessor", set_define, false },
	{ 'I', NULL, "DIR", "folder of included files", set_include, false },
	{ 'U', NULL, "NAME", "undefine a macro for the preprocessor", set_undef, false },
	{ 'H', NULL, NULL, "show included files", set_headers, false },
	{ 'X', NULL, "MODE", "conformance of the preprocessor: a, c, s or t", set_conformance, false },
	{ 'L', NULL, "DIR", "folder of D library scripts (*.d)", set_libdir, false },
	{ 'B', NULL, NULL, "show each piece of output, quoted, with its probe; not with -o, -l, -G", set_buffered, false },
	{ 'S', NULL, NULL, "show the generated C on standard error", set_code, false },
	{ 'a', NULL, NULL, "anonymous tracing, which Linux does not have: tracing begins at once", set_anonymous, false },
	{ 'A', NULL, NULL, "the same", set_anonymous, false },
	{ 'G', NULL, NULL, "make an object for programs with the script's providers", set_object, false },
	{ 'h', NULL, NULL, "make a C header of the script's providers", set_header, false },
	{ '3', NULL, "2", "32-bit data model; accepted", set_model, false },
	{ '6', NULL, "4", "64-bit data model; accepted", set_model, false },
	{ 0, "help", NULL, "this text", set_help, false },
	{ 0, NULL, NULL, NULL, NULL, false },
};
