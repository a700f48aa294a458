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
stap -e 'probe tty.poll ?, kernel.function("vfs_unlink") ?, kernel.function("vfs_rmdir") !, begin { println(pp()) exit() }'
stap -c 'sh -c "sleep 0.01; :"' -e '
	probe scheduler.cpu_on { if (target_set_pid(pid())) { n[execname()]++; if (task_prev) known++ } }
	probe kprocess.start { if (target_set_pid(pid()) && ppid() == target()) started++ }
	global n, known, started
	probe end { println(n["sh"] > 1, n["sleep"] > 0, known > 0, started) }'
stap -c 'cat /etc/hostname' -e 'probe vfs.open, vfs.open.return { if (pid() == target() && isinstr(pathname, "hostname")) println(pn(), " ", path != 0) }
	probe vfs.open.return { if (pid() == target() && isinstr(pathname, "hostname")) println(retstr) }' | grep -v "^$(cat /etc/hostname)\$"
cat > "$TMP/calls.py" <<'END'
import signal, socket
signal.signal(signal.SIGUSR1, signal.SIG_IGN)
signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR2])
socket.socket(socket.AF_INET, socket.SOCK_DGRAM, 17).close()
many = [bytearray(1000) for i in range(3000)]
END
stap -c "python3 $TMP/calls.py" -e '
	probe signal.do_action { if (pid() == target() && sig == 10 && sa_handler == 1) println(name, " ", sig_name) }
	probe signal.procmask { if (pid() == target() && sigset & 0x800) println(name, " ", how) }
	probe socket.create, socket.close { if (pid() == target() && family == 2) println(name, " ", family, " ", type, " ", protocol) }
	probe socket.create.return { if (pid() == target() && family == 2) println(pn(), " ", err, " ", success) }
	probe vm.brk { if (pid() == target()) grown <<< length } global grown
	probe end { println(@count(grown) > 0, @min(grown) > 0, @min(grown) % mem_page_size()) }'
stap -c "sh -c 'echo abc > $TMP/file; rm $TMP/file'" -e 'probe vfs.add_to_page_cache, vfs.remove_from_page_cache {
	if (target_set_pid(pid()) && ino) n[name] = 1 } global n probe end { foreach (name+ in n) println(name) }'
# a terminal of its own
cat > "$TMP/terminal.py" <<'END'
import os, pty, sys
pty.spawn(sys.argv[1:])
END
python3 "$TMP/terminal.py" "$SONDE" stap -c 'sh -c "printf x"' -e 'global n, m probe tty.write { if (pid() == target() && nr == 1 && driver_name == "pty_slave" && file_name =~ "/pts/") n++ }
	probe end { printf("%d\n", n) }' | tail -n 1 | tr -d '\r'
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
# 1111
# vfs.open 1
# vfs.open.return 1
# 0
# signal.do_action USR1
# signal.procmask 0
# socket.create 2 2 17
# socket.create.return 0 1
# socket.close 2 2 17
# 110
# vfs.add_to_page_cache
# vfs.remove_from_page_cache
# x1
# ERROR: kernel.function("sched_tick"): this kernel does not allow probes on its functions
# WARNING: probe kernel.function("sched_tick") registration error [man warning::pass5] (rc -95)
# openat
# ERROR: kernel.function("vfs_rmdir"): this kernel does not allow probes on its functions
# kernel.function("generic_file_llseek") /*  <- generic.fop.llseek
# <<<
