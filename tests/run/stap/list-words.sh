#!/bin/sh
# @@why: -L shows points under the word that was asked for, what syscall_any has, and of alternatives the one that a script gets
l() { "$SONDE" stap -L "$1"; echo "status $?"; }
l 'nd_syscall.close'
l 'tp_syscall.getppi*.return'
l '*_syscall.getppid'
l syscall_any
l 'syscall_an*.return'
l 'nd_syscall.nothing'
l 'process.thread.begin'
echo "-- the library's own names: only when they are asked for"
"$SONDE" stap -l '**' | grep -c '^__'
"$SONDE" stap -l '__vfs_read.*' | sed 's/\..*//' | sort -u
echo "-- what vfs.read has are variables of what it will stand on"
set -- $("$SONDE" stap -L vfs.read | tr ' ' '\n' | sed -n 's/^\(\$[a-z]*\):.*/\1/p')
"$SONDE" stap -p2 -e "probe vfs.read { println($(echo "$*" | sed 's/ /, /g')) }" > "$TMP/p2" 2>&1 && echo "all of them"
"$SONDE" stap -L vfs.read.return | tr ' ' '\n' | grep -c 'entry\.'
"$SONDE" stap -L vfs.read.return | tr ' ' '\n' | sed 's/:.*//' | sort | uniq -d
echo "-- a last * goes deeper where nothing is as short; scripts do not"
"$SONDE" stap -l 'perf.*' | cut -d. -f1,2 | sort -u
"$SONDE" stap -p2 -e 'probe perf.* { println(1) }' 2>&1 | grep -c 'truncated'
echo "-- addresses keep their form; what is ours is no suggestion"
"$SONDE" stap -p2 -e 'probe kernel.data(0xffffffff81000000).write ?, begin(-1) { println(1) }' -p1 | grep probe
"$SONDE" stap -p2 -e 'probe kernel.syscall.* { println(1) }' 2>&1 | grep -o 'data, trace, function, statement'
echo "-- functions without a value have a retstr, too"
for a in send flush wakeup force_segv; do "$SONDE" stap -w -p2 -e "probe signal.$a.return { println(name, retstr) }" > /dev/null && echo $a; done

# >>> out
# nd_syscall.close name:string fd:long argstr:string $fd:unsigned int
# status 0
# tp_syscall.getppid.return name:string retval:long retstr:string $return:long
# status 0
# dw_syscall.getppid name:string argstr:string
# nd_syscall.getppid name:string argstr:string
# tp_syscall.getppid name:string argstr:string
# status 0
# syscall_any syscall_nr:long name:string
# status 0
# syscall_any.return syscall_nr:long name:string retval:long
# status 0
# status 1
# process.thread.begin $syscall:long $arg1:long $arg2:long $arg3:long $arg4:long $arg5:long $arg6:long
# status 0
# -- the library's own names: only when they are asked for
# 0
# __vfs_read
# -- what vfs.read has are variables of what it will stand on
# all of them
# 0
# -- a last * goes deeper where nothing is as short; scripts do not
# perf.hw
# perf.hw_cache
# perf.sw
# 1
# -- addresses keep their form; what is ours is no suggestion
# probe kernel.data(0xffffffff81000000).write?, begin(-1)
# data, trace, function, statement
# -- functions without a value have a retstr, too
# send
# flush
# wakeup
# force_segv
# <<<
