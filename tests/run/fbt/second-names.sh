#!/bin/sh
# @@needs: kprobe   @@why: a system call without parameters by its entry's name; one that BTF has twice is probed once
"$SONDE" stap -w -c sync -e 'global n
	probe kernel.function("__x64_sys_sync"), kernel.function("__x64_sys_sy?c").return {
		if (pid() == target()) n[ppfunc(), pp()]++
	}
	probe end { foreach ([f, p+] in n) println(f, " ", p, " ", n[f, p]) }'
"$SONDE" stap -w -c 'chmod 755 .' -e 'probe kernel.function("__x64_sys_fchmoda?").call { if (pid() == target()) n++ }
	probe syscall.fchmodat { if (pid() == target()) m++ }
	global n, m probe end { println(n == m && n > 0) }'

# >>> out
# __x64_sys_sync kernel.function("__x64_sys_sync") 1
# __x64_sys_sync kernel.function("__x64_sys_sync").return 1
# 1
# <<<
