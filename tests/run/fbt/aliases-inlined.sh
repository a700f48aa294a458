#!/bin/sh
# @@needs: fentry   @@timeout: 60
# @@why: aliases whose function the compiler builds into its callers stand on what is next to it; variables of old names
"$SONDE" -c "python3 -S -c 'import os, signal
signal.signal(10, lambda *a: None)
signal.pthread_sigmask(0, [10])
os.kill(os.getpid(), 10)
print(signal.sigpending())
signal.pthread_sigmask(1, [10])
p = os.fork()
p or os._exit(0)
os.waitpid(p, 0)
f = os.open(\"/proc/self/status\", 0)
os.read(f, 10)'" -e '
	global seen, own, other
	probe signal.check_ignored { if (sig == 10 && sig_pid == target()) seen["ignored? " . sig_name . " " . pid_name] = 1 }
	probe signal.check_ignored.return { if (pid() == target() && own) seen["ignored: " . retstr] = 1 }
	probe syscall.kill { own = pid() == target() }
	probe syscall.kill.return { own = 0 }
	probe signal.pending { if (pid() == target()) seen[sprintf("pending %d %d", sigset_add != 0, sigset_size)] = 1 }
	probe signal.pending.return { if (pid() == target()) seen["pending " . retstr] = 1 }
	probe kprocess.release { if (pid == released_pid && pid() == target()) seen["released"] = 1 }
	probe vfs.do_sync_read { if (pid() == target() && len == 10) seen["sync read 10"] = 1 }
	probe vm.write_shared_copy { if (pid() == target() && address) seen["copy"] = 1 }
	probe ioscheduler.elv_add_request.kp ?, ioscheduler.elv_add_request.tp ?, netdev.change_rx_flag ?,
		generic.fop.readv ?, generic.fop.writev ?, generic.fop.sendfile ? { other += name != "" }
	probe end { foreach (s+ in seen) println(s); if (other < 0) println(other) }'

# >>> out
# {<Signals.SIGUSR1: 10>}
# copy
# ignored: 0
# ignored? USR1 python3
# pending 0
# pending 1 8
# released
# sync read 10
# <<<
