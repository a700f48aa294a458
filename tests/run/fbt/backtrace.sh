#!/bin/sh
# @@needs: fentry   @@mask: addr   @@why: the first lines of print_backtrace at a function's entry and return, and caller(); variables of the kernel; a function that cannot be probed
"$SONDE" stap -c 'cat /etc/hostname' -e '
	probe kernel.function("vfs_read") { if (pid() == target() && !n++) print_backtrace() }
	probe kernel.function("vfs_read").return { if (pid() == target() && !m++) print_backtrace() }
	global n, m' | grep -v "^$(cat /etc/hostname)\$" | sed 's/0x[0-9a-f]*/ADDR/g; s,/ADDR,,' | grep -E 'vfs_read|Returning to|do_syscall'

"$SONDE" stap -c 'cat /etc/hostname' -e 'global n
	probe kernel.function("vfs_read") { if (pid() == target() && !n++) printf("caller %s\n", caller()) }' | grep -c '^caller vfs_read '
"$SONDE" stap -e 'probe begin { printf("%d %d %d %s %d\n", @var("jiffies") > 0, @var("console_printk")[1] > 0, @var("init_task")->pid,
	kernel_string(&@var("init_task")->comm), @defined(@var("no_such_variable"))) exit() }'
"$SONDE" stap -c 'cat /etc/hostname' -e 'global n
	probe syscall.read { if (pid() == target() && !n++) printf("%d\n", @var("init_task@init/init_task.c")->pid) }' | grep -x 0
"$SONDE" stap -e 'probe kernel.function("notify_die") { exit() }' 2>&1 | grep -o 'ERROR: cannot probe kernel.function("notify_die")\|available_filter_functions'

# >>> out like
#  ADDR : vfs_read\+ADDR \[kernel\]
# ...
#  ADDR : do_syscall_64\+ADDR \[kernel\]
# Returning from:  ADDR : vfs_read\+ADDR \[kernel\]
# Returning to  :  ADDR : \w+\+ADDR \[kernel\]
#  ADDR : do_syscall_64\+ADDR \[kernel\]
# 0
# 1 1 0 swapper/0 0
# 0
# ERROR: cannot probe kernel\.function\("notify_die"\)
# available_filter_functions
# <<<
