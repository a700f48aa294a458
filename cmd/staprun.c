/*
 * staprun.c - a link named staprun: bundles and recorders by staprun's flags (SystemTap reference, 6.9)
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include "cmd/run_int.h"
#include "lib/arena.h"

static int set_attach(struct job *j, const char *v)
{
	j->runner |= RUN_ATTACH;
	j->recorder = v;
	return 0;
}

static int set_delete(struct job *j, const char *v)
{
	j->runner |= RUN_DELETE;
	j->stop_recorder = true;
	j->recorder = v;
	return 0;
}

static int set_background(struct job *j, const char *v)
{
	(void)v;
	j->runner |= RUN_LOAD;
	j->flight = true;
	return 0;
}

static int set_daemon(struct job *j, const char *v)
{
	(void)v;
	j->runner |= RUN_DAEMON;
	j->flight = true;
	return 0;
}

static int set_buffer(struct job *j, const char *v)
{
	char *end;
	long mb = strtol(v, &end, 10);

	if (!*v || *end || mb < 1 || mb > 4095)
		return args_wrong(j, "ERROR: Invalid buffer size '%s' (should be 1-4095).", v);
	j->runner |= RUN_BUFFER;
	return set_option(j, arena_printf(j->arena, "bufsize=%ldm", mb));
}

const struct flag flags_staprun[] = {
	{ 'A', NULL, "NAME", "attach to a recorder", set_attach, false },
	{ 'L', NULL, NULL, "run in the background, see -A", set_background, false },
	{ 'd', NULL, "NAME", "end a recorder", set_delete, false },
	{ 'D', NULL, NULL, "run in the background (needs -o)", set_daemon, false },
	{ 'b', NULL, "MB", "size of the record buffer", set_buffer, false },
	{ 'u', NULL, NULL, "accepted", set_nothing, false },
	{ 'R', NULL, NULL, "accepted", set_nothing, false },
	{ 'C', NULL, "WHEN", "colours in messages: auto, always, never", set_color, false },
	{ 'M', NULL, "SECS", "accepted", set_nothing, false },
	{ 'T', NULL, "MS", "accepted: nobody polls", set_nothing, false },
	{ 'N', NULL, "PID", "accepted", set_nothing, false },
	{ 'F', NULL, "FD", "accepted", set_nothing, false },
	{ .more = flags_run },
};

/* ---- what goes with what ---- */
static const struct pair {
	unsigned a, b;
	char a_letter, b_letter;
} exclusive[] = {
	{ RUN_ATTACH, RUN_LOAD, 'A', 'L' },	{ RUN_ATTACH, RUN_DAEMON, 'A', 'D' },
	{ RUN_ATTACH, RUN_BUFFER, 'A', 'b' },	{ RUN_ATTACH, RUN_COMMAND, 'A', 'c' },
	{ RUN_ATTACH, RUN_PID, 'A', 'x' },	{ RUN_ATTACH, RUN_DELETE, 'A', 'd' },
	{ RUN_COMMAND, RUN_PID, 'c', 'x' },	{ RUN_DAEMON, RUN_LOAD, 'D', 'L' },
	{ RUN_DAEMON, RUN_DELETE, 'D', 'd' },	{ RUN_DAEMON, RUN_COMMAND, 'D', 'c' },
	{ RUN_DELETE, RUN_LOAD, 'd', 'L' },
};

static int conflicts(struct job *j)
{
	j->runner |= (j->command ? RUN_COMMAND : 0) | (j->pid ? RUN_PID : 0);
	for (size_t i = 0; i < sizeof(exclusive) / sizeof(exclusive[0]); i++)
		if (j->runner & exclusive[i].a && j->runner & exclusive[i].b)
			return args_wrong(j, "ERROR: You can't specify the '-%c' and '-%c' options together.",
					  exclusive[i].a_letter, exclusive[i].b_letter);
	if (j->runner & RUN_DAEMON && !j->output)
		return args_wrong(j, "ERROR: You have to specify output FILE with '-D' option.");
	return 0;
}

/* a name alone may be one that was installed for everybody */
static bool find_module(struct job *j, const char **name)
{
	struct utsname u;
	int err;

	if (bundle_exists(j, *name))
		return true;
	err = errno;
	if (strchr(*name, '/') || uname(&u))
		return false;

	const char *installed = arena_printf(j->arena, "/lib/modules/%s/systemtap/%s", u.release, *name);
	bool there = bundle_exists(j, installed);

	if (there)
		*name = installed;
	errno = err;
	return there;
}

int staprun_run(struct job *j)
{
	int status = conflicts(j);

	if (status)
		return status;
	if (j->recorder)
		return j->stop_recorder ? recorder_stop(j) : recorder_attach(j);
	if (!j->args.n)
		return args_wrong(j, "ERROR: Need a module name or path to load.");

	const char *name = j->args.v[0];

	if (!find_module(j, &j->args.v[0]))
		return args_wrong(j, errno == ENOENT && strchr(name, '/') ?
				  "ERROR: Unable to canonicalize path \"%s\": %s" :
				  "ERROR: Couldn't insert module '%s': %s", name, strerror(errno));
	return bundle_run(j);
}

/* ---- -v: what the loader did ---- */
void staprun_inserted(const struct job *j)
{
	char *path = j->runner && j->verbose ? realpath(j->module_file, NULL) : NULL;

	if (path)
		fprintf(stderr, "staprun:insert_module:%d Module %s inserted from file %s\n", __LINE__, j->module, path);
	free(path);
}

void staprun_removed(const struct job *j)
{
	if (!j->runner || !j->verbose)
		return;
	fprintf(stderr, "stapio:cleanup_and_exit:%d detach=0\n", __LINE__);
	fprintf(stderr, "stapio:cleanup_and_exit:%d closing control channel\n", __LINE__);
	fprintf(stderr, "staprun:remove_module:%d Module %s removed.\n", __LINE__, j->module);
}
