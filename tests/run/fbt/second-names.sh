#!/bin/sh
# @@needs: kprobe   @@why: a system call without parameters by its entry's name
"$SONDE" stap -w -c sync -e 'global n
	probe kernel.function("__x64_sys_sync"), kernel.function("__x64_sys_sy?c").return {
		if (pid() == target()) n[ppfunc(), pp()]++
	}
	probe end { foreach ([f, p+] in n) println(f, " ", p, " ", n[f, p]) }'

# >>> out
# __x64_sys_sync kernel.function("__x64_sys_sync") 1
# __x64_sys_sync kernel.function("__x64_sys_sync").return 1
# <<<
