/*
 * refused.c - functions of the originals that are not to be had: each by its name, with the reason
 */
#include "lang/builtin/builtin.h"
#include "lib/glob.h"

static const struct { enum lang lang; const char *pattern, *reason; } rows[] = {
	{ LANG_STAP, "panic", "a handler cannot stop the machine" },
	{ LANG_STAP, "dump_stack", "handlers run as BPF programs, which cannot write to the kernel's log; "
	  "print_backtrace() prints the stack" },
	{ LANG_STAP, "mdelay", "BPF programs cannot wait; raise(19) stops the process instead" },
	{ LANG_STAP, "udelay", "BPF programs cannot wait; raise(19) stops the process instead" },
	{ LANG_STAP, "set_kernel_*", "BPF programs cannot write to the kernel's memory; set_user_*() write to a process's" },
	{ LANG_STAP, "set_*_arg", "BPF programs cannot change the arguments of a function; "
	  "set_user_*() write to what an argument points to" },
	{ LANG_STAP, "set_*", "BPF programs cannot change that; set_user_*() write to a process's memory" },
	{ LANG_STAP, "print_java_backtrace", "Java's own stacks are not known; print_ubacktrace() uses /tmp/perf-PID.map" },
	{ LANG_STAP, "sprint_java_backtrace", "Java's own stacks are not known; sprint_ubacktrace() uses /tmp/perf-PID.map" },
	{ LANG_STAP, "task_backtrace", "only the current task's stack can be walked: backtrace()" },
	{ LANG_STAP, "*jstack*", "Java's own stacks are not known; print_ubacktrace() uses /tmp/perf-PID.map" },
	{ LANG_STAP, "cve_*", "live patches of the kernel need a module" },
};

const char *builtin_refused(enum lang lang, const char *name)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (rows[i].lang == lang && glob_match(rows[i].pattern, name))
			return rows[i].reason;
	return NULL;
}
