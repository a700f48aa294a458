#!/bin/sh
# @@why: the columns of -l
"$SONDE" dtrace -l -n BEGIN
"$SONDE" dtrace -l -n syscall::getppid: | awk 'NR > 1 { print $2, $3, $4, $5 }' | sort

# >>> out
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     1     dtrace                                                     BEGIN
# syscall vmlinux getppid entry
# syscall vmlinux getppid return
# <<<
