/*
 * process.c - what acts on processes: commands, signals, descent, the end of the session
 */
#include <dirent.h>
#include <stdlib.h>
#include <unistd.h>
#include "lang/builtin/body.h"
#include "lang/eval/format.h"
#include "lib/proc.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

USER(user_exit)
{
	rt->ops->exit(rt, body_nargs(call) ? (int)args[0].i : 0);
	return FAULT_NONE;
}

enum { SHORT_COMMAND_MS = 200 };

/* what was printed so far comes before what the command prints */
static void print_before(struct runtime *rt)
{
	if (rt->ops->flush)
		rt->ops->flush(rt);
}

USER(user_system_d)
{
	struct buf b = BUF_INIT;

	format_run(rt, &b, call->fmt, args + 1, body_nargs(call) - 1);
	print_before(rt);
	int err = system(buf_str(&b));

	buf_fini(&b);
	return err == -1 ? FAULT_LIBRARY : FAULT_NONE;
}

/* SystemTap's runs beside the script, but a short one's text comes before what is printed next */
USER(user_system)
{
	char *command = rt_temp(rt, args[0].len + 1);

	memcpy(command, args[0].p, args[0].len);
	command[args[0].len] = 0;
	print_before(rt);
	return proc_shell(command, SHORT_COMMAND_MS) ? FAULT_LIBRARY : FAULT_NONE;
}

USER(user_ftrace)
{
	body_write_line("/sys/kernel/tracing/trace_marker", "", args[0].p, args[0].len);
	return FAULT_NONE;
}

USER(user_printk)
{
	return body_log(args[0].i, args[1].p, args[1].len);
}

enum { LONGEST_DELAY_US = 5000000, SLICE_US = 100000 };	/* the first: as in bpf/rt/parts/act.bpf.h */

/* where the session runs a handler it sleeps */
static int wait_us(struct runtime *rt, int64_t us)
{
	if (us > LONGEST_DELAY_US)
		return FAULT_DELAY;
	for (; us > 0 && (!rt->ops->go_on || rt->ops->go_on(rt)); us -= SLICE_US)
		usleep((useconds_t)(us < SLICE_US ? us : SLICE_US));
	return FAULT_NONE;
}

USER(user_udelay)
{
	return wait_us(rt, args[0].i);
}

USER(user_mdelay)
{
	return args[0].i > LONGEST_DELAY_US / 1000 ? FAULT_DELAY : wait_us(rt, args[0].i * 1000);
}

/* parent of a process; 0: there is no such process */
static pid_t parent_of(pid_t pid)
{
	char path[64], line[512] = "", *end;
	int parent = 0;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)pid);
	FILE *f = fopen(path, "re");

	if (!f)
		return 0;
	if (fgets(line, sizeof(line), f) && (end = strrchr(line, ')')) && strlen(end) > 4)
		parent = atoi(end + 4);		/* ") S 12" */
	fclose(f);
	return parent;
}

static bool is_target(const struct runtime *rt, pid_t pid)
{
	for (int n = 0; pid > 0 && n < 256; n++, pid = parent_of(pid))
		if (pid == rt->target)
			return true;
	return false;
}

USER(user_target_set)
{
	return body_int(call, ret, rt->target && is_target(rt, (pid_t)args[0].i));
}

USER(user_target_report)
{
	DIR *d = rt->target ? opendir("/proc") : NULL;

	buf_puts(&rt->out, "target set:\n");
	for (struct dirent *e; d && (e = readdir(d));) {
		pid_t pid = atoi(e->d_name);

		if (pid > 0 && is_target(rt, pid))
			buf_printf(&rt->out, "%d begat %d\n", (int)parent_of(pid), (int)pid);
	}
	if (d)
		closedir(d);
	return FAULT_NONE;
}

USER(user_loadavg)
{
	double load[3] = { 0 };
	int64_t i = args[0].i;

	return body_int(call, ret, i >= 0 && i < 3 && getloadavg(load, 3) > i ? (int64_t)(load[i] * 2048) : 0);
}

const struct builtin builtins_process[] = {
	{ "exit", LANG_D, "void (int)", "(rt.gate = RT_GATE_EXIT)", user_exit, B_GATE | B_RECORDS,
	  "end tracing with an exit status" },
	{ "exit", LANG_STAP, "void ()", "(rt.gate = RT_GATE_EXIT)", user_exit, B_GATE,
	  "end the session when the handler has ended" },
	{ "abort", LANG_STAP, "void ()", "(rt.gate = RT_GATE_EXIT)", user_exit, B_GATE | B_LEAVES,
	  "end the session, and the handler at once" },
	{ "ftrace", LANG_STAP, "void (string)", "rt_ftrace($1)", user_ftrace, 0,
	  "a line for the kernel's trace buffer" },
	{ "printk", LANG_STAP, "void (long, string)", NULL, user_printk, B_DESTRUCTIVE,
	  "a line for the kernel's log, with a level" },
	{ "mdelay", LANG_STAP, "void (long)", "rt_delay($f, $1, 1000000)", user_mdelay, B_DESTRUCTIVE | B_FAULTS,
	  "busy for so many ms, 5000 at most", .rt = "act" },
	{ "udelay", LANG_STAP, "void (long)", "rt_delay($f, $1, 1000)", user_udelay, B_DESTRUCTIVE | B_FAULTS,
	  "busy for so many microseconds, 5000000 at most", .rt = "act" },
	{ "target_set_pid", LANG_STAP, "long (long)", "rt_target_set($1)", user_target_set, B_NOW,
	  "1 if a process is the target or descends from it", .rt = "text process" },
	{ "target_set_report", LANG_STAP, "void ()", NULL, user_target_report, 0,
	  "print the processes that descend from the target" },
	{ "get_loadavg_index", LANG_STAP, "long (long)", NULL, user_loadavg, 0,
	  "a load average over 1, 5 or 15 minutes (0, 1, 2), in 2048ths" },
	{ "system", LANG_D, "void (fmt)", NULL, user_system_d, B_RECORDS | B_DESTRUCTIVE,
	  "run a shell command" },
	{ "system", LANG_STAP, "void (string)", NULL, user_system, 0, "run a shell command; one that takes longer runs beside the script" },
	{ "raise", LANG_D, "void (int)", "bpf_send_signal($1)", NULL, B_ACTION | B_DESTRUCTIVE | B_RECORDS,
	  "send a signal to the current process" },
	{ "__set_verdict", LANG_STAP, "void (long)", "($f->sysnr = (int)($1))", NULL, B_DESTRUCTIVE,
	  "what becomes of a packet: 0 dropped, else accepted" },
	{ "__set_return", LANG_STAP, "void (long)", "rt_override($f, $1)", NULL, B_DESTRUCTIVE | B_OVERRIDES,
	  "what the probed kernel function returns to its caller, in its return probe", .rt = "act" },
	{ "raise", LANG_STAP, "void (long)", "bpf_send_signal($1)", NULL, B_DESTRUCTIVE,
	  "send a signal to the current process" },
	{ "progenyof", LANG_D, "int (int)", "rt_progenyof($1)", NULL, 0,
	  "1 if the current process is pid or descends from it" },
	{ "stop", LANG_D, "void ()", "(bpf_get_current_pid_tgid() >> 32 == rt.self_pid ? 0 : bpf_send_signal(19))", NULL,
	  B_ACTION | B_DESTRUCTIVE | B_RECORDS,
	  "stop the current process; kill -CONT lets it go on" },
	{ "chill", LANG_D, "void (int64)", "rt_chill($f, $1)", NULL, B_ACTION | B_DESTRUCTIVE | B_RECORDS | B_FAULTS,
	  "busy for so many ns, 500 ms at most", .rt = "act" },
	{ "panic", LANG_D, "void ()", NULL, NULL, B_ABSENT | B_ACTION | B_DESTRUCTIVE,
	  "no BPF program can stop the kernel; echo c >/proc/sysrq-trigger does" },
	{ "breakpoint", LANG_D, "void ()", NULL, NULL, B_ABSENT | B_ACTION | B_DESTRUCTIVE,
	  "no BPF program can enter the kernel's debugger; stop() stops the current process" },
	{ "return", LANG_D, "void (int64)", "rt_override($f, $1)", NULL,
	  B_ACTION | B_DESTRUCTIVE | B_RECORDS | B_OVERRIDES,
	  "end the probed kernel function at its entry, with this value; where the kernel allows errors to be injected",
	  .rt = "act" },
	{ 0 }
};
