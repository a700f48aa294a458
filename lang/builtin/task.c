/*
 * task.c - SystemTap: processes by their id, their memory, arguments, environment, paths
 *
 * In a handler of the session's own the current process is the session, and /proc knows the others.
 */
#include <stdlib.h>
#include <unistd.h>
#include "lang/builtin/body.h"

#define USER(name) \
	static int name(struct runtime *rt, const struct expr *call, const struct value *args, \
			struct value *ret)

static int put(struct runtime *rt, const struct expr *call, struct value *ret, const char *s)
{
	return body_string(rt, call, ret, s, strlen(s));
}

static FILE *proc_open(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/%s", (int)pid, name);
	return fopen(path, "re");
}

USER(user_pid2execname)
{
	FILE *f = proc_open((pid_t)args[0].i, "comm");
	char comm[32] = "";

	if (f) {
		if (!fgets(comm, sizeof(comm), f))
			comm[0] = 0;
		fclose(f);
	}
	comm[strcspn(comm, "\n")] = 0;
	return put(rt, call, ret, comm);
}

/* fields of /proc/PID/statm in pages: size rss shared text lib data */
static int mem(const struct expr *call, const struct value *args, struct value *ret, unsigned field)
{
	pid_t pid = body_nargs(call) ? (pid_t)args[0].i : getpid();
	FILE *f = proc_open(pid, "statm");
	long long n[6] = { 0 };

	if (f) {
		if (fscanf(f, "%lld %lld %lld %lld %lld %lld", &n[0], &n[1], &n[2], &n[3], &n[4], &n[5]) != 6)
			n[field] = 0;
		fclose(f);
	}
	return body_int(call, ret, n[field]);
}

USER(user_mem_size) { return mem(call, args, ret, 0); }
USER(user_mem_rss) { return mem(call, args, ret, 1); }
USER(user_mem_shr) { return mem(call, args, ret, 2); }
USER(user_mem_txt) { return mem(call, args, ret, 3); }
USER(user_mem_data) { return mem(call, args, ret, 5); }
USER(user_pgrp) { return body_int(call, ret, getpgrp()); }
USER(user_sid) { return body_int(call, ret, getsid(0)); }
USER(user_env_var)
{
	char *name = rt_temp(rt, args[0].len + 1);

	memcpy(name, args[0].p, args[0].len);
	const char *value = getenv(name);

	return put(rt, call, ret, value ? value : "");
}

static int cmdline(struct runtime *rt, const struct expr *call, struct value *ret, int64_t first, int64_t last,
		   const char *delim, size_t ndelim)
{
	FILE *f = proc_open(getpid(), "cmdline");
	struct buf b = BUF_INIT;
	bool empty = true;
	int64_t n = 0;

	for (int c; f && (c = getc(f)) != EOF;) {
		bool wanted = n >= first && (last < 0 || n <= last);

		if (empty && wanted && n > first)
			buf_add(&b, delim, ndelim);
		if (empty && wanted && !c)
			buf_puts(&b, "\"\"");
		empty = !c;
		n += !c;
		if (c && wanted)
			buf_putc(&b, (char)c);
	}
	if (f)
		fclose(f);
	int err = body_string(rt, call, ret, buf_str(&b), b.len);

	buf_fini(&b);
	return err;
}

USER(user_cmdline_str) { return cmdline(rt, call, ret, 0, -1, " ", 1); }
USER(user_cmdline_arg) { return cmdline(rt, call, ret, args[0].i, args[0].i, "", 0); }
USER(user_cmdline_args) { return cmdline(rt, call, ret, args[0].i, args[1].i, args[2].p, args[2].len); }

#define MEM(name, what, body, text) \
	{ "proc_mem_" name, LANG_STAP, "long ()", "rt_proc_mem(0, " what ")", body, 0, \
	  text " of the current process, pages", .rt = "text process" }, \
	{ "proc_mem_" name, LANG_STAP, "long (long)", "rt_proc_mem($1, " what ")", body, 0, \
	  text " of a process, pages", .rt = "text process" }, \
	{ "proc_mem_" name "_pid", LANG_STAP, "long (long)", "rt_proc_mem($1, " what ")", body, 0, \
	  text " of a process, pages (old name)", .rt = "text process" }

const struct builtin builtins_task[] = {
	{ "pid2task", LANG_STAP, "task (long)", "rt_pid2task($1)", NULL, 0,
	  "struct task_struct of a process or of a thread of the current one, 0: none", .rt = "text process" },
	{ "pid2execname", LANG_STAP, "string<16> (long)", "rt_pid2execname($dst, $size, $1)", user_pid2execname, 0,
	  "name of a process", .rt = "text process" },
	{ "pgrp", LANG_STAP, "long ()", "rt_task_group(2)", user_pgrp, 0, "process group of the current process",
	  .rt = "text process" },
	{ "sid", LANG_STAP, "long ()", "rt_task_group(3)", user_sid, 0, "session of the current process",
	  .rt = "text process" },
	{ "stack_size", LANG_STAP, "long ()", "RT_KERNEL_STACK", NULL, 0, "bytes of the kernel stack",
	  .rt = "text process" },
	{ "stack_used", LANG_STAP, "long ()", "rt_stack_used($f)", NULL, 0, "bytes of the kernel stack in use",
	  .rt = "text process" },
	{ "stack_unused", LANG_STAP, "long ()", "(RT_KERNEL_STACK - rt_stack_used($f))", NULL, 0,
	  "bytes of the kernel stack that are left", .rt = "text process" },
	{ "cmdline_str", LANG_STAP, "string ()", "rt_cmdline($dst, $size, 0, -1, \" \")", user_cmdline_str, 0,
	  "command line of the current process", .rt = "text process" },
	{ "cmdline_arg", LANG_STAP, "string (long)", "rt_cmdline($dst, $size, $1, $1, \"\")", user_cmdline_arg, B_NOW,
	  "n-th word of the command line of the current process", .rt = "text process" },
	{ "cmdline_args", LANG_STAP, "string (long, long, string)", "rt_cmdline($dst, $size, $1, $2, $3)",
	  user_cmdline_args, B_NOW, "words n to m of the command line (m -1: all that follow) with a delimiter",
	  .rt = "text process" },
	{ "env_var", LANG_STAP, "string (string)", "rt_env_var($dst, $size, $1)", user_env_var, B_NOW,
	  "a variable of the current process's environment", .rt = "text process" },
	MEM("size", "RT_MEM_SIZE", user_mem_size, "virtual memory"), MEM("rss", "RT_MEM_RSS", user_mem_rss, "resident memory"),
	MEM("shr", "RT_MEM_SHR", user_mem_shr, "shared resident memory"), MEM("txt", "RT_MEM_TXT", user_mem_txt, "code"),
	MEM("data", "RT_MEM_DATA", user_mem_data, "data and stack"),
	{ "d_path", LANG_STAP, "string (ptr)", "rt_path_of($dst, $size, $1)", NULL, 0, "path of a struct path",
	  .rt = "path" },
	{ "__dentry_path", LANG_STAP, "string (ptr, ptr)", "rt_path_make($dst, $size, $1, $2)", NULL, 0,
	  "path of a struct dentry on a struct vfsmount; 0: in its file system", .rt = "path" },
	{ 0 }
};
