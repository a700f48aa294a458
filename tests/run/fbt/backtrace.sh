#!/bin/sh
# @@needs: fentry   @@mask: addr   @@why: the first lines of print_backtrace at a function's entry and return
"$SONDE" stap -c 'cat /etc/hostname' -e '
	probe kernel.function("vfs_read") { if (pid() == target() && !n++) print_backtrace() }
	probe kernel.function("vfs_read").return { if (pid() == target() && !m++) print_backtrace() }
	global n, m' | grep -v "^$(cat /etc/hostname)\$" | sed 's/0x[0-9a-f]*/ADDR/g; s,/ADDR,,' | grep -E 'vfs_read|Returning to|do_syscall'

# >>> out like
#  ADDR : vfs_read\+ADDR \[kernel\]
# ...
#  ADDR : do_syscall_64\+ADDR \[kernel\]
# Returning from:  ADDR : vfs_read\+ADDR \[kernel\]
# Returning to  :  ADDR : \w+\+ADDR \[kernel\]
#  ADDR : do_syscall_64\+ADDR \[kernel\]
# <<<
