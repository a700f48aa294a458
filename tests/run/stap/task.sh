#!/bin/sh
# @@timeout: 60
# @@why: tasks by pointer and by id, paths, memory, arguments
cat > "$TMP/task.stp" <<'END'
probe syscall.read {
	if (pid() != target() || !isinstr(execname(), "sys")) next
	t = task_current()
	f = task_fd_lookup(t, 0)
	printf("%d%d%d%d%d%d ", task_pid(t) == pid(), task_tid(t) == tid(), task_uid(t) == uid(), task_euid(t) == euid(),
	       task_gid(t) == gid(), task_egid(t) == egid())
	println(task_execname(t), task_execname(task_parent(t)) == pexecname(), task_state(t), task_prio(t), task_nice(t),
		task_cpu(t) == cpu(), task_open_file_handles(t) >= 3, task_max_file_handles(t) > 3)
	println(d_path(task_cwd_path(t)), " ", substr(d_path(&@cast(current_exe_file(), "file", "kernel")->f_path), 0, 1), " ",
		fullpath_struct_file(t, f), task_fd_lookup(t, 12345),
		fullpath_struct_file(t, task_fd_lookup(t, 9)) =~ "^pipe:\\[[0-9]+\\]$")
	println(d_name(@cast(f, "file", "kernel")->f_path->dentry), " ", inode_name(@cast(f, "file", "kernel")->f_inode), " ",
		reverse_path_walk(@cast(f, "file", "kernel")->f_path->dentry), " ",
		task_rlimit(t, "RLIMIT_CORE") == task_rlimit_core(t), task_rlimit(t, "nix"))
	exit()
}
END
cat > "$TMP/id.stp" <<'END'
probe syscall.read {
	if (pid() != target() || !isinstr(execname(), "sys")) next
	t = task_current()
	println(isinstr(task_ancestry(t, 0), "=>" . execname()), isinstr(task_ancestry(t, 1), "s)"),
		isinstr(pstrace(t), sprintf("%s(%d)", execname(), pid())))
	println(pid2task(pid()) == t, pid2execname(pid()) == execname(), pid2task(99999999), pid2execname(99999999),
		task_pid(pid2task(ppid())) == ppid(), pid2execname(ppid()) == pexecname())
	println(task_utime() >= 0, task_stime(tid()) >= 0, substr(task_time_string(), 0, 7), task_start_time(tid()) > 0,
		is_sig_blocked(t, 9))
	exit()
}
END
cat > "$TMP/mem.stp" <<'END'
probe syscall.read {
	if (pid() != target() || !isinstr(execname(), "sys")) next
	println(proc_mem_size() > proc_mem_rss(), proc_mem_rss() >= proc_mem_shr(), proc_mem_txt() > 0, proc_mem_data() > 0,
		proc_mem_size(pid()) == proc_mem_size(), proc_mem_size(99999999), substr(proc_mem_string(), 0, 5))
	println(cmdline_args(1, -1, ","), "|", cmdline_arg(2), "|", cmdline_arg(99), "|", cmdline_args(2, 3, "+"), "|",
		cmdline_str() == cmdline_arg(0) . " " . cmdline_args(1, -1, " "))
	println(env_var("SONDE_CASE"), "|", env_var("SONDE_CAS"), "|", env_var("SONDE_CASES"))
	println(pgrp() > 0, sid() > 0, stack_size(), stack_used() > 0, stack_used() + stack_unused() == stack_size())
	exit()
}
END
for script in task id mem; do
	# 9: what has no place in a tree of files
	true | (cd / && exec 9<&0 && SONDE_CASE="a b" "$SONDE" -c "$TRIGGERS/sys read 1 0 ''" "$TMP/$script.stp" < /dev/null)
done

# >>> out
# 111111 sys10200111
# / / /dev/null01
# null null /null 1-1
# 111
# 11011
# 11usr: 0m10
# 111110size:
# read,1,0,""|1||1+0|1
# a b||
# 111638411
# <<<
