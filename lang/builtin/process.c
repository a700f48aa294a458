/*
 * process.c - what acts on processes: commands, signals, descent, the end of the session
 */
#include <stdlib.h>
#include "lang/builtin/body.h"
#include "lang/eval/format.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

USER(user_exit)
{
	rt->ops->exit(rt, body_nargs(call) ? (int)args[0].i : 0);
	return FAULT_NONE;
}

/* what was printed so far comes before what the command prints */
static int run_command(struct runtime *rt, const char *command)
{
	if (rt->ops->flush)
		rt->ops->flush(rt);
	return system(command) == -1 ? FAULT_LIBRARY : FAULT_NONE;
}

USER(user_system_d)
{
	struct buf b = BUF_INIT;

	format_run(rt, &b, call->fmt, args + 1, body_nargs(call) - 1);
	int err = run_command(rt, buf_str(&b));

	buf_fini(&b);
	return err;
}

USER(user_system)
{
	char *command = rt_temp(rt, args[0].len + 1);

	memcpy(command, args[0].p, args[0].len);
	return run_command(rt, command);
}

const struct builtin builtins_process[] = {
	{ "exit", LANG_D, "void (int)", "(rt.gate = RT_GATE_EXIT)", user_exit, B_GATE | B_RECORDS,
	  "end tracing with an exit status" },
	{ "exit", LANG_STAP, "void ()", "(rt.gate = RT_GATE_EXIT)", user_exit, B_GATE,
	  "end the session when the handler has ended" },
	{ "system", LANG_D, "void (fmt)", NULL, user_system_d, B_RECORDS | B_DESTRUCTIVE,
	  "run a shell command" },
	{ "system", LANG_STAP, "void (string)", NULL, user_system, 0, "run a shell command" },
	{ "raise", LANG_D, "void (int)", "bpf_send_signal($1)", NULL, B_DESTRUCTIVE | B_RECORDS,
	  "send a signal to the current process" },
	{ "raise", LANG_STAP, "void (long)", "bpf_send_signal($1)", NULL, B_DESTRUCTIVE,
	  "send a signal to the current process" },
	{ "progenyof", LANG_D, "int (int)", "rt_progenyof($1)", NULL, 0,
	  "1 if the current process is pid or descends from it" },
	{ "stop", LANG_D, "void ()", "(bpf_get_current_pid_tgid() >> 32 == rt.self_pid ? 0 : bpf_send_signal(19))", NULL, B_DESTRUCTIVE | B_RECORDS,
	  "stop the current process; kill -CONT lets it go on" },
	{ "chill", LANG_D, "void (int64)", "rt_chill($f, $1)", NULL, B_DESTRUCTIVE | B_RECORDS | B_FAULTS,
	  "busy for so many ns, 500 ms at most", .rt = "act" },
	{ "panic", LANG_D, "void ()", NULL, NULL, B_ABSENT | B_DESTRUCTIVE,
	  "no BPF program can stop the kernel; echo c >/proc/sysrq-trigger does" },
	{ "breakpoint", LANG_D, "void ()", NULL, NULL, B_ABSENT | B_DESTRUCTIVE,
	  "no BPF program can enter the kernel's debugger; stop() stops the current process" },
	{ "return", LANG_D, "void (int64)", NULL, NULL, B_ABSENT | B_DESTRUCTIVE,
	  "it needs a kernel with error injection, which is for tests of the kernel" },
	{ 0 }
};
