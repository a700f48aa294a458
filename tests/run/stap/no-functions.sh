#!/bin/sh
# @@needs: !kprobe !fentry   @@why: aliases on functions where nobody may probe one: calls and tracepoints tell the same
stap() { "$SONDE" stap "$@" 2>&1; }
stap -c 'cat /etc/hostname' -e 'probe vfs.read.return {
	if (pid() == target() && bytes_read > 0 && isinstr(pathname, "hostname"))
		println(name, " ", $return == bytes_read, " ", bytes_to_read >= bytes_read, " ", ino > 0)
}' | grep vfs
stap -c "$TRIGGERS/net 3" -e '
	probe tcp.sendmsg.return, tcp.recvmsg.return { if (target_set_pid(pid())) n[name] += size }
	probe tcp.ipv4.receive { if (syn && !ack && daddr == "127.0.0.1") m++ }
	global n, m
	probe end { printf("%d %d %d\n", n["tcp.sendmsg"], n["tcp.recvmsg"], m) }'
stap -c "$TRIGGERS/pages 50" -e 'probe vm.pagefault { if (pid() == target() && write_access) n++ } global n
	probe end { println(n >= 50) }'
stap -e 'probe tty.write ?, kernel.function("vfs_unlink") ?, kernel.function("vfs_rmdir") !, begin { println(pp()) exit() }'
stap -e 'probe scheduler.cpu_on { exit() }' | head -n 1
# what serves instead is not there: it is the first of them that cannot be probed
stap -e 'probe scheduler.tick { exit() }' | head -n 1
stap -c 'cat /etc/hostname' -e 'probe scheduler.tick, syscall.openat { if (pid() == target()) { println(name) exit() } }' | grep 'tick\|openat'
stap -e 'probe kernel.function("vfs_rmdir") ?, generic.aop.* ? { exit() }' | head -n 1
stap -p2 -e 'probe generic.fop.l* ?, generic.aop.* ? { exit() }' | grep -o "kernel.*llseek"

# >>> out
# vfs.read 1 1 1
# 36 36 6
# 1
# begin
# ERROR: kernel.function("finish_task_switch"): this kernel does not allow probes on its functions
# ERROR: kernel.function("sched_tick"): this kernel does not allow probes on its functions
# WARNING: probe kernel.function("sched_tick") registration error [man warning::pass5] (rc -95)
# openat
# ERROR: kernel.function("vfs_rmdir"): this kernel does not allow probes on its functions
# kernel.function("generic_file_llseek") /*  <- generic.fop.llseek
# <<<
