/*
 * staprun.c - a link named staprun: bundles and recorders by staprun's flags (SystemTap reference, 6.9)
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "cmd/job.h"
#include "lib/arena.h"

static int set_attach(struct job *j, const char *v)
{
	j->recorder = v;
	return 0;
}

static int set_delete(struct job *j, const char *v)
{
	j->stop_recorder = true;
	return set_attach(j, v);
}

static int set_background(struct job *j, const char *v)
{
	(void)v;
	j->flight = true;
	return 0;
}

static int set_daemon(struct job *j, const char *v)
{
	j->compile_only = true;		/* for the check below: -D was given */
	return set_background(j, v);
}

static int set_buffer(struct job *j, const char *v)
{
	return set_option(j, arena_printf(j->arena, "bufsize=%sm", v));
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

static int misuse(const char *text)
{
	fprintf(stderr, "ERROR: %s\n", text);
	return STATUS_SCRIPT;
}

int staprun_run(struct job *j)
{
	if (j->recorder && j->flight)
		return misuse("You can't specify the '-A' or '-d' with the '-L' or '-D' option.");
	if (j->recorder)
		return j->stop_recorder ? recorder_stop(j) : recorder_attach(j);
	if (j->compile_only && !j->output)
		return misuse("You have to specify output FILE with '-D' option.");
	j->compile_only = false;
	if (!j->args.n)
		return misuse("Need a module name or path to load.");
	if (!bundle_exists(j, j->args.v[0]))
		return misuse(arena_printf(j->arena, strchr(j->args.v[0], '/') ? "Unable to canonicalize path \"%s\": %s" :
					   "Couldn't insert module '%s': %s", j->args.v[0], strerror(errno)));
	return bundle_run(j);
}
