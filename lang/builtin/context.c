/*
 * context.c - who, where and why: the task, the probe and its arguments, random numbers
 */
#include <unistd.h>
#include "lang/builtin/body.h"
#include "lang/probe.h"
#include "lang/stability.h"
#include "lib/hz.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

/* ---- arguments ---- */
static int slot(struct runtime *rt, const struct expr *call, struct value *ret, unsigned i)
{
	return body_int(call, ret, rt->fire.arg ? rt->fire.arg[i] : 0);
}

#define ARG_BODY(i) USER(user_arg##i) { return slot(rt, call, ret, i); }
ARG_BODY(0) ARG_BODY(1) ARG_BODY(2) ARG_BODY(3) ARG_BODY(4)
ARG_BODY(5) ARG_BODY(6) ARG_BODY(7) ARG_BODY(8) ARG_BODY(9)

#define ARG_ROW(i) \
	{ "arg" #i, LANG_D, "int64", "$f->arg[" #i "]", user_arg##i, 0, \
	  "raw argument " #i " of the probe", NULL, 1u << i }

USER(user_errno)
{
	int64_t r = rt->fire.arg ? rt->fire.arg[1] : 0;

	return body_int(call, ret, r < 0 && r >= -4095 ? -r : 0);
}

/* ---- the task; in a handler that the session runs, the session itself ---- */
USER(user_pid)
{
	return body_int(call, ret, rt->fire.pid ? rt->fire.pid : getpid());
}

USER(user_tid)
{
	return body_int(call, ret, rt->fire.tid ? rt->fire.tid : gettid());
}

USER(user_ppid)
{
	return body_int(call, ret, getppid());
}

USER(user_uid) { return body_int(call, ret, getuid()); }
USER(user_gid) { return body_int(call, ret, getgid()); }
USER(user_euid) { return body_int(call, ret, geteuid()); }
USER(user_egid) { return body_int(call, ret, getegid()); }
USER(user_task) { return body_int(call, ret, rt->ops->current ? (int64_t)rt->ops->current(rt) : 0); }
USER(user_cpu) { return body_int(call, ret, rt->fire.cpu); }
USER(user_target) { return body_int(call, ret, rt->target); }
USER(user_self) { return body_int(call, ret, getpid()); }
USER(user_mhz) { return body_int(call, ret, cpu_mhz()); }
USER(user_ram_pages) { return body_int(call, ret, sysconf(_SC_PHYS_PAGES)); }

USER(user_execname)
{
	char comm[16] = "";
	FILE *f = fopen("/proc/self/comm", "re");

	if (f) {
		if (!fgets(comm, sizeof(comm), f))
			comm[0] = 0;
		fclose(f);
	}
	return body_string(rt, call, ret, comm, strcspn(comm, "\n"));
}

USER(user_execargs)
{
	char line[4096];
	FILE *f = fopen("/proc/self/cmdline", "re");
	size_t n = f ? fread(line, 1, sizeof(line), f) : 0;

	if (f)
		fclose(f);
	while (n && !line[n - 1])
		n--;
	for (size_t i = 0; i < n; i++)
		if (!line[i])
			line[i] = ' ';
	return body_string(rt, call, ret, line, n);
}

/* ---- the probe ---- */
static int put_text(struct runtime *rt, const struct expr *call, struct value *ret, const char *s)
{
	return body_string(rt, call, ret, s ? s : "", s ? strlen(s) : 0);
}

USER(user_probeprov) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_PROV) : ""); }
USER(user_probemod) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_MOD) : ""); }
USER(user_probefunc) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_FUNC) : ""); }
USER(user_ppfunc) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_POINT_FUNC) : ""); }
USER(user_where) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_WHERE) : "0x0"); }
USER(user_probename) { return put_text(rt, call, ret, rt->fire.probe ? probe_shown(rt->fire.probe, FIELD_NAME) : ""); }
USER(user_pnlabel) { return put_text(rt, call, ret, rt->fire.probe ? rt->fire.probe->label : ""); }
USER(user_pp) { return put_text(rt, call, ret, rt->fire.probe ? rt->fire.probe->point : ""); }

USER(user_pn)
{
	const struct clause *c = rt->fire.clause;

	return put_text(rt, call, ret, c && c->spelling ? c->spelling : "");
}

USER(user_id) { return body_int(call, ret, rt->fire.probe ? rt->fire.probe->id : 0); }

USER(user_epid)
{
	uint64_t id = rt->fire.probe ? rt->fire.probe->id : 0;

	return body_int(call, ret, id << 32 | (rt->fire.clause ? rt->fire.clause->id : 0));
}

USER(user_is_return) { return body_int(call, ret, rt->fire.probe && rt->fire.probe->is_return); }

/* ---- numbers ---- */
USER(user_rand)
{
	return body_int(call, ret, (int32_t)arc4random());
}

USER(user_randint)
{
	if (args[0].i > 1 << 20)
		return FAULT_RANGE;
	return body_int(call, ret, args[0].i > 0 ? arc4random() % (uint64_t)args[0].i : 0);
}

USER(user_getmajor) { return body_int(call, ret, (uint64_t)args[0].i >> 20); }
USER(user_getminor) { return body_int(call, ret, args[0].i & 0xfffff); }

#define PID_TGID "bpf_get_current_pid_tgid()"
#define UID_GID "bpf_get_current_uid_gid()"

static const struct builtin_tags uregs_tags = {
	ERR_PROTO_LEN, ERR_REGS_IDX, ERR_PROTO_ARG, ERR_PROTO_ARG, ERR_REGS_IDX
};

const struct builtin builtins_context[] = {
	ARG_ROW(0), ARG_ROW(1), ARG_ROW(2), ARG_ROW(3), ARG_ROW(4),
	ARG_ROW(5), ARG_ROW(6), ARG_ROW(7), ARG_ROW(8), ARG_ROW(9),
	{ "errno", LANG_D, "int", "rt_errno($f->arg[1])", user_errno, B_RETURN,
	  "error number of the system call that returns, 0: none", NULL, 1u << 1 },

	/* the task */
	{ "pid", LANG_D, "int", "(rt_s32)(" PID_TGID " >> 32)", user_pid, 0,
	  "process id of the current task", "pid_t" },
	{ "pid", LANG_STAP, "long ()", "(rt_s32)(" PID_TGID " >> 32)", user_pid, 0,
	  "process id of the current task" },
	{ "tid", LANG_D, "int", "(rt_s32)" PID_TGID, user_tid, 0,
	  "thread id of the current task", "id_t" },
	{ "tid", LANG_STAP, "long ()", "(rt_s32)" PID_TGID, user_tid, 0,
	  "thread id of the current task" },
	{ "ppid", LANG_D, "int", "rt_ppid()", user_ppid, 0,
	  "process id of the parent of the current process", "pid_t" },
	{ "ppid", LANG_STAP, "long ()", "rt_ppid()", user_ppid, 0,
	  "process id of the parent of the current process" },
	{ "uid", LANG_D, "uint32", "(rt_u32)" UID_GID, user_uid, 0,
	  "real user id of the current task", "uid_t" },
	{ "uid", LANG_STAP, "long ()", "(rt_u32)" UID_GID, user_uid, 0,
	  "real user id of the current task" },
	{ "gid", LANG_D, "uint32", "(rt_u32)(" UID_GID " >> 32)", user_gid, 0,
	  "real group id of the current task", "gid_t" },
	{ "gid", LANG_STAP, "long ()", "(rt_u32)(" UID_GID " >> 32)", user_gid, 0,
	  "real group id of the current task" },
	{ "euid", LANG_STAP, "long ()", "rt_euid()", user_euid, 0,
	  "effective user id of the current task" },
	{ "egid", LANG_STAP, "long ()", "rt_egid()", user_egid, 0,
	  "effective group id of the current task" },
	{ "execname", LANG_D, "string<16>", "rt_execname($dst, $size)", user_execname, 0,
	  "name of the current task" },
	{ "execargs", LANG_D, "string", "rt_execargs($dst, $size)", user_execargs, 0,
	  "command line of the current process, divided by blanks", .rt = "args" },
	{ "d_path", LANG_D, "string (obj)", "rt_d_path($f, $dst, $size, $1)", NULL, B_FAULTS,
	  "path that a struct path * leads to", .rt = "path", .object = "path" },
	{ "dlib_fd_file", LANG_D, "ptr (int)", "rt_fd_file($1)", NULL, 0,
	  "the current process's file of a number, 0 if it is not open; for library scripts", .rt = "path" },
	{ "dlib_file_name", LANG_D, "string (ptr, uint64, int)", "rt_file_name($dst, $size, $1, $2, $3)", NULL, 0,
	  "name of a struct file in a file system of this magic, or its path; for library scripts", .rt = "path" },
	{ "execname", LANG_STAP, "string<16> ()", "rt_execname($dst, $size)", user_execname, 0,
	  "name of the current task" },
	{ "pexecname", LANG_STAP, "string<16> ()", "rt_pexecname($dst, $size)", NULL, 0,
	  "name of the parent of the current task" },
	{ "curthread", LANG_D, "task", "(rt_u64)bpf_get_current_task_btf()", NULL, B_TRUSTED,
	  "the current task", "struct task_struct *", .stability = &stability_layout },
	{ "dlib_leaves_last", LANG_D, "int ()", "rt_leaves_last()", NULL, 0,
	  "1 if the exit of this thread ends its process; for library scripts", .rt = "leave" },
	{ "dlib_ram_pages", LANG_D, "uint64 ()", "rt.ram_pages", user_ram_pages, 0,
	  "pages of memory that the machine has; for library scripts" },
	{ "dlib_mhz", LANG_D, "int ()", "rt.mhz", user_mhz, 0, "clock of the processors; for library scripts" },
	{ "task_current", LANG_STAP, "task ()", "(rt_u64)bpf_get_current_task_btf()", user_task, B_TRUSTED,
	  "the current task", "struct task_struct *", .peeks = true },
	{ "cpu", LANG_D, "int", "(rt_s32)bpf_get_smp_processor_id()", user_cpu, 0,
	  "number of the current CPU", "processorid_t", .of_library = true },
	{ "cpu", LANG_STAP, "long ()", "bpf_get_smp_processor_id()", user_cpu, 0,
	  "number of the current CPU" },
	{ "cpuid", LANG_STAP, "long ()", "bpf_get_smp_processor_id()", user_cpu, 0,
	  "number of the current CPU (old name of cpu)" },
	{ "$target", LANG_D, "int", "(rt_s32)rt.target", user_target, 0,
	  "process id of the -c command or the -p process", "pid_t" },
	{ "target", LANG_STAP, "long ()", "(rt_s32)rt.target", user_target, 0,
	  "process id of the -c command or the -x process" },
	{ "$pid", LANG_D, "int", "(rt_s32)rt.self_pid", user_self, 0,
	  "process id of the tracing command itself", "pid_t" },
	{ "stp_pid", LANG_STAP, "long ()", "(rt_s32)rt.self_pid", user_self, 0,
	  "process id of the tracing command itself" },
	{ "uregs", LANG_D, "uint64 (const)", "rt_ureg($1)", NULL, 0,
	  "saved user register of the current task: uregs[R_x]", .tags = &uregs_tags },

	/* the probe */
	{ "probeprov", LANG_D, "string", "rt_str_copy($dst, $size, $name)", user_probeprov,
	  0, "provider of the probe", .field = FIELD_PROV },
	{ "probemod", LANG_D, "string", "rt_str_copy($dst, $size, $name)", user_probemod,
	  0, "module of the probe", .field = FIELD_MOD },
	{ "probefunc", LANG_D, "string", "rt_str_copy($dst, $size, $name)", user_probefunc,
	  0, "function of the probe", .field = FIELD_FUNC },
	{ "probename", LANG_D, "string", "rt_str_copy($dst, $size, $name)", user_probename,
	  0, "name of the probe", .field = FIELD_NAME },
	{ "epid", LANG_D, "uint64", "((rt_u64)rt_probe_id($f->probe) << 32 | CLAUSE)", user_epid, 0,
	  "probe id in the high, clause in the low 32 bits", .field = FIELD_ID },
	{ "ipl", LANG_D, "uint32", NULL, NULL, B_ABSENT, "interrupt priority level; Linux has none" },
	{ "id", LANG_D, "uint32", "rt_probe_id($f->probe)", user_id, 0,
	  "id of the probe", .field = FIELD_ID },
	{ "pp", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_pp,
	  0, "the probe point, resolved", .field = FIELD_POINT },
	{ "pnlabel", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_pnlabel,
	  0, "label in the probe point, \"\" without one", .field = FIELD_LABEL },
	{ "pn", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $f->point)", user_pn,
	  0, "the probe point as the script writes it" },
	{ "ppfunc", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_ppfunc,
	  0, "function in the probe point, \"\" without one", .field = FIELD_POINT_FUNC },
	{ "probefunc", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)",
	  user_where, B_WHERE, "function that the probe is in", .field = FIELD_WHERE },
	{ "$$name", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_probename, 0,
	  "name of the tracepoint", .field = FIELD_NAME },
	{ "$$provider", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_probeprov, 0,
	  "provider of the mark", .field = FIELD_PROV },
	{ "$$system", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_probemod, 0,
	  "subsystem of the tracepoint", .field = FIELD_MOD },
	{ "__probemod", LANG_STAP, "string ()", "rt_str_copy($dst, $size, $name)", user_probemod,
	  0, "module, file or subsystem that the probe is in", .field = FIELD_MOD },
	{ "is_return", LANG_STAP, "long ()", "rt_is_return($name)", user_is_return, 0,
	  "1 in a probe that fires after a call", .field = FIELD_RETURN },

	/* numbers */
	{ "rand", LANG_D, "int ()", "(rt_s32)bpf_get_prandom_u32()", user_rand, 0,
	  "32 pseudo-random bits" },
	{ "randint", LANG_STAP, "long (long)", "rt_randint($f, $1, FAULT_RANGE)", user_randint, B_FAULTS,
	  "pseudo-random number from 0 to n - 1, n at most 1048576" },
	{ "getmajor", LANG_D, "uint64 (uint64)", "((rt_u64)($1) >> 20)", user_getmajor, 0,
	  "major number of a device" },
	{ "getminor", LANG_D, "uint64 (uint64)", "((rt_u64)($1) & 0xfffff)", user_getminor, 0,
	  "minor number of a device" },
	{ "MAJOR", LANG_STAP, "long (long)", "((rt_u64)($1) >> 20)", user_getmajor, 0,
	  "major number of a device" },
	{ "MINOR", LANG_STAP, "long (long)", "((rt_u64)($1) & 0xfffff)", user_getminor, 0,
	  "minor number of a device" },
	{ 0 }
};
