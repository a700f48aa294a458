#!/bin/sh
# @@needs: kprobe   @@why: a system call without parameters by its entry's name; one that BTF has twice is probed once
"$SONDE" stap -w -c "$TRIGGERS/sys getppid 1" -e 'global n
	probe kernel.function("__x64_sys_getppid"), kernel.function("__x64_sys_getppi?").return {
		if (pid() == target()) n[ppfunc(), pp()]++
	}
	probe kernel.function("__[xi]*_sys_getppid") { if (pid() == target()) n["either", ""]++ }
	probe end { foreach ([f, p+] in n) println(f, " ", p, " ", n[f, p]) }'
"$SONDE" stap -w -c 'chmod 755 .' -e 'probe kernel.function("__x64_sys_fchmoda?").call { if (pid() == target()) n++ }
	probe syscall.fchmodat { if (pid() == target()) m++ }
	global n, m probe end { println(n == m && n > 0) }'

# >>> out
# either  1
# __x64_sys_getppid kernel.function("__x64_sys_getppid") 1
# __x64_sys_getppid kernel.function("__x64_sys_getppid").return 1
# 1
# <<<
