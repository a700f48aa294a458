#!/bin/sh
# @@needs: kprobe
# @@why: functions, parameters and members by the names that older kernels had for them
"$SONDE" -w -c 'sh -c "(:); (:); echo sub | cat > /dev/null; cat /dev/null"' -e '
global forks, flags, files, names, states
probe kernel.function("do_fork") {		# now kernel_clone(struct kernel_clone_args *args)
	if (pid() == target()) { forks++; flags |= $clone_flags }
}
probe kernel.function("do_fork").return { if (pid() == target()) names[ppfunc()] = $return > 0 }
probe kernel.function("vfs_read") {		# f_dentry was a macro, and before that a member
	if (execname() == "cat" && d_name($file->f_dentry) == "null") files++
}
probe kernel.trace("sched_switch") {		# state is __state since 5.14
	t = $next
	if ($prev->uid == 0 && t->state >= 0) states = 1
}
probe end {
	printf("%d %d %d %d\n", forks > 2, (flags & 0xff) == 17 || flags != 0, files > 0, states)
	foreach (n in names) println(n, names[n])
}'
"$SONDE" -w -c 'sh -c "cat /dev/null"' -e '		# parameters of what is bprm_execve() and kfree($object) now
global names, frees
probe kernel.function("do_execve") {
	if (ppid() == target() || pid() == target())
		names[isinstr(kernel_string($filename->name), "cat")] = 1
}
probe kernel.function("kfree") { if (pid() == target() && $x == $objp) frees++ }
probe end { println(names[1], frees > 0) }'
"$SONDE" stap -p2 -w -e 'probe kernel.function("do_fork") ? { println($clone_flags) } probe begin { println(1) }' |
	grep -c 'function("do_fork")' || :
"$SONDE" -w -c 'cat /dev/null' -e '		# there still, but its callers have them inlined, or go around them
global opened, closed, unmapped
probe kernel.function("do_sys_open") {
	if (pid() == target() && user_string($filename, "") == "/dev/null" && !($flags & 3)) opened = 1
}
probe kernel.function("do_sys_open").return { if (pid() == target() && $return > 2) closed = 1 }
probe kernel.function("do_munmap") { if (pid() == target() && $len >= 4096) unmapped = 1 }
probe kernel.function("mark_page_accessed"), kernel.function("set_page_dirty"), kernel.function("unlock_page"),
      kernel.function("add_to_page_cache_lru") { if (!$page) println("none") }
probe kernel.function("vfs_fsync"), kernel.function("netif_rx"), kernel.function("sock_create") { next }
probe end { println(opened, closed, unmapped) }'
for f in bictcp_cong_avoid schedule_work sysfs_read_file __alloc_fd kzfree synchronize_sched; do
	"$SONDE" stap -p2 -w -e "probe kernel.function(\"$f\") { println(1) }" > /dev/null || echo $f
done

# >>> out
# 1 1 1 1
# do_fork1
# 11
# 0
# 111
# <<<
