#!/bin/sh
# @@why: the columns of -l
"$SONDE" dtrace -l -n BEGIN
"$SONDE" dtrace -l -n syscall::getppid: | awk 'NR > 1 { print $2, $3, $4, $5 }' | sort
# types of fields as their formats spell them
"$SONDE" dtrace -lv -n sdt:sched::sched_switch -n syscall::read:entry | grep args | cut -f3

# >>> out
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     1     dtrace                                                     BEGIN
# syscall vmlinux getppid entry
# syscall vmlinux getppid return
# args[0]: char [16]
# args[1]: pid_t
# args[2]: int
# args[3]: long
# args[4]: char [16]
# args[5]: pid_t
# args[6]: int
# args[0]: unsigned int
# args[1]: char *
# args[2]: size_t
# <<<
