#!/bin/sh
# @@needs: tp_btf   @@why: a pointer that a tracepoint passes may be none: reading at it is a fault of the script, not of the kernel
"$SONDE" stap -e 'global n
	probe kernel.trace("sched_process_wait") {
		if (pid() != target()) next
		try { if ($pid->level >= 0) n["read"]++ } catch { n["no pid"] = 1 }
	}
	probe kernel.trace("signal_generate") {	/* SIGALRM has a 1 for its info */
		if ($task->tgid != target()) next
		try { n[sprint($info->si_signo)]++ } catch (e) { n[e] = 1 }
	}
	probe end { foreach (k+ in n) println(k) }' -c "python3 -S -c '
import os, signal
signal.signal(signal.SIGALRM, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.01); signal.pause()
if not os.fork(): os._exit(0)
os.wait()'"
"$SONDE" dtrace -qn 'rawtp:sched::sched_process_wait /pid == $target/ { printf("%d\n", args[0]->level); exit(0) }' \
	-c "sh -c 'true & wait'" 2>&1 | grep -o 'invalid address' | uniq

# >>> out like
# 17
# no pid
# read fault .*at 0x1.*
# invalid address
# <<<
