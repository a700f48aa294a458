#!/bin/sh
# @@only: host   @@why: functions that no BPF program can do: built with a warning, refused when they are to run; delays wait
cd "$TMP"; HOME=$TMP; export HOME; unset XDG_CACHE_HOME
stap() { "$SONDE" stap "$@" 2>&1; echo "rc=$?"; }
stap -g -p4 -e 'probe begin { set_kernel_long(1, 2) }' | sed 's:/.*:OBJECT:'
stap -g -e 'probe begin { set_int_arg(1, 2) }'
stap -g -m bundle -p4 -e 'probe begin { panic("x") }'
stap -p2 -e 'probe begin { set_kernel_int(1, 2) }'
stap -g -p2 -e 'probe begin { set_kernel_thing(1, 2) }'
stap -g -e 'probe begin { if (0) panic("x") t = gettimeofday_us() mdelay(30) udelay(5000) udelay(-1)
	t = gettimeofday_us() - t println(t >= 35000 && t < 1000000) exit() }'
"$SONDE" -g -O place=kernel -e 'probe begin { t = gettimeofday_us() mdelay(30) udelay(5000) udelay(-1) mdelay(0)
	t = gettimeofday_us() - t println(t >= 35000 && t < 1000000) exit() }'
stap -g -e 'probe begin { try { mdelay(5001) } catch(e) { println(e) } try { udelay(5000001) } catch(e) { println(e) } exit() }'
stap -g -p4 -e 'probe never { dump_stack() }' | sed 's:/.*:OBJECT:'
stap -g -p4 -e 'probe kernel.function("vfs_write") { if ($count > 9) $count = 9; x = $file->f_pos++; println(x) }' | sed 's:/.*:OBJECT:'
stap -g -e 'probe syscall.madvise { @cast(task_current(), "task_struct")->flags = 0; $behavior |= 1 } probe begin { exit() }'
stap -g -p2 -e 'probe process.syscall { $arg1 = 0 }'
stap -w -g -p4 -e 'probe syscall.openat.return { if (pid() == target()) $return = -13 }' | sed 's:/.*:OBJECT:'
stap -g -e 'probe syscall.openat.return { if (pid() == target()) $return = -13 }'

# >>> out
# WARNING: function 'set_kernel_long' cannot be carried out: BPF programs cannot write to the kernel's memory; set_user_*() write to a process's: identifier 'set_kernel_long' at <input>:1:15
#  source: probe begin { set_kernel_long(1, 2) }
#                        ^
# OBJECT
# rc=0
# semantic error: function 'set_int_arg' cannot be carried out: BPF programs cannot change the arguments of a function; set_user_*() write to what one points to: identifier 'set_int_arg' at <input>:1:15
#         source: probe begin { set_int_arg(1, 2) }
#                               ^
# Pass 5: run failed.  [man error::pass5]
# rc=1
# semantic error: function 'panic' cannot be carried out: no BPF program can stop the kernel; system("echo c >/proc/sysrq-trigger") does: identifier 'panic' at <input>:1:15
#         source: probe begin { panic("x") }
#                               ^
# Pass 5: run failed.  [man error::pass5]
# rc=1
# semantic error: function 'set_kernel_int' may only be used in guru mode; need stap -g: identifier 'set_kernel_int' at <input>:1:15
#         source: probe begin { set_kernel_int(1, 2) }
#                               ^
#
# Pass 2: analysis failed.  [man error::pass2]
# rc=1
# semantic error: unresolved function set_kernel_thing (similar: set_kernel_string, set_kernel_int, set_kernel_long, set_kernel_char, set_kernel_short): identifier 'set_kernel_thing' at <input>:1:15
#         source: probe begin { set_kernel_thing(1, 2) }
#                               ^
#
# Pass 2: analysis failed.  [man error::pass2]
# rc=1
# 1
# rc=0
# 1
# a delay of more than 5 seconds
# a delay of more than 5 seconds
# rc=0
# OBJECT
# rc=0
# WARNING: write to target variable cannot be carried out: BPF programs cannot write to the kernel's memory or registers; $return = -1 in kernel.function("...").return makes a function fail, raise() stops the process, set_user_*() write to its memory: identifier '$count' at <input>:1:54
#  source: probe kernel.function("vfs_write") { if ($count > 9) $count = 9; x = $file->f_pos++; println(x) }
#                                                               ^
# OBJECT
# rc=0
# semantic error: write to target variable cannot be carried out: BPF programs cannot write to the kernel's memory or registers; $return = -1 in kernel.function("...").return makes a function fail, raise() stops the process, set_user_*() write to its memory: operator '@cast' at <input>:1:25
#         source: probe syscall.madvise { @cast(task_current(), "task_struct")->flags = 0; $behavior |= 1 } probe begin { exit() }
#                                         ^
#
# semantic error: write to target variable cannot be carried out: BPF programs cannot write to the kernel's memory or registers; $return = -1 in kernel.function("...").return makes a function fail, raise() stops the process, set_user_*() write to its memory: identifier '$behavior' at :1:74
#         source: probe syscall.madvise { @cast(task_current(), "task_struct")->flags = 0; $behavior |= 1 } probe begin { exit() }
#                                                                                          ^
# Pass 5: run failed.  [man error::pass5]
# rc=1
# semantic error: write to target variable not permitted: no memory of the kernel can be written from BPF: identifier '$arg1' at <input>:1:25
#         source: probe process.syscall { $arg1 = 0 }
#                                         ^
#
# Pass 2: analysis failed.  [man error::pass2]
# rc=1
# OBJECT
# rc=0
# semantic error: write to target variable cannot be carried out: BPF programs change only what functions of the kernel return: $return = -1 in kernel.function("__x64_sys_...").return does it for a system call: identifier '$return' at <input>:1:54
#         source: probe syscall.openat.return { if (pid() == target()) $return = -13 }
#                                                                      ^
# Pass 5: run failed.  [man error::pass5]
# rc=1
# <<<
