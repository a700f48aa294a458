/*
 * refused.c - functions of the originals that are not to be had: each by its name, with the reason
 *
 * Those of SystemTap's core, which scripts name behind an `if` and for other machines, have a row (B_ABSENT)
 * instead: a script with them is built, and refused when it is to run.
 */
#include "lang/builtin/builtin.h"
#include "lib/glob.h"

static const struct { enum lang lang; const char *pattern, *reason; } rows[] = {
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

#define NO_STORE "BPF programs cannot write to the kernel's memory; set_user_*() write to a process's"
#define NO_REGISTER "BPF programs cannot change the arguments of a function; set_user_*() write to what one points to"
#define ABSENT(name, sig, reason) { name, LANG_STAP, sig, NULL, NULL, B_ABSENT | B_DESTRUCTIVE, reason }
#define SET_KERNEL(name) ABSENT("set_kernel_" name, "void (ptr, long)", NO_STORE)
#define SET_ARG(name) ABSENT("set_" name "_arg", "void (long, long)", NO_REGISTER)

const struct builtin builtins_refused[] = {
	ABSENT("panic", "void (string)", "no BPF program can stop the kernel; system(\"echo c >/proc/sysrq-trigger\") does"),
	SET_KERNEL("char"), SET_KERNEL("short"), SET_KERNEL("int"), SET_KERNEL("long"), SET_KERNEL("pointer"),
	ABSENT("set_kernel_string", "void (ptr, string)", NO_STORE),
	ABSENT("set_kernel_string_n", "void (ptr, long, string)", NO_STORE),
	SET_ARG("int"), SET_ARG("uint"), SET_ARG("long"), SET_ARG("ulong"), SET_ARG("longlong"), SET_ARG("ulonglong"),
	SET_ARG("pointer"), SET_ARG("s32"), SET_ARG("s64"), SET_ARG("u32"), SET_ARG("u64"),
	/* what an assignment becomes: lang/stap/target_write.c */
	ABSENT("__kernel_store", "long (long)", "BPF programs cannot write to the kernel's memory or registers; $return = -1 in "
	       "kernel.function(\"...\").return makes a function fail, raise() stops the process, set_user_*() write to its memory"),
	ABSENT("__register_store", "long (long)", "it lies in a register, which BPF programs cannot write; set_user_*() write to "
	       "what it points to"),
	ABSENT("__return_store", "long (long)", "BPF programs change only what functions of the kernel return: "
	       "$return = -1 in kernel.function(\"__x64_sys_...\").return does it for a system call"),
	{ 0 }
};
