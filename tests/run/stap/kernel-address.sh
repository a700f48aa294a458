#!/bin/sh
# @@needs: btf
# Points by address: of the running kernel where there is no debug info, and .absolute with -g
addr=$(awk '$3 == "vfs_read" && $2 == "T" { print $1 }' /proc/kallsyms)
out() { sed "s/0x$addr/ADDR/g" 2>&1; }
"$SONDE" -L "kernel.function(0x$addr)" -L "kernel.function(0x$addr).return" -L "kernel.statement(0x$addr)" 2>&1 | out
"$SONDE" -g -L "kernel.statement(0x$addr).absolute" -L "kprobe.statement(0x$addr).absolute" 2>&1 | out
"$SONDE" stap -p2 -e "probe kernel.statement(0x$addr).absolute { exit() }" 2>&1 | grep -c 'need stap -g'
"$SONDE" -l 'kernel.statement(16)' 2>&1 | head -n 1

# >>> out
# kernel.function(ADDR) $file:struct file* $buf:char* $count:size_t $pos:loff_t*
# kernel.function(ADDR).return $return:ssize_t $file:struct file* $buf:char* $count:size_t $pos:loff_t*
# kernel.statement(ADDR)
# kernel.statement(ADDR).absolute
# kprobe.statement(ADDR).absolute
# 1
# <input>:1:7: error: 0x10 is not in a function of the kernel [STAP_POINT]
# <<<
