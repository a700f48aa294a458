#!/bin/sh
# @@why: -L shows points under the word that was asked for, what syscall_any has, and of alternatives the one that a script gets
l() { "$SONDE" stap -L "$1"; echo "status $?"; }
l 'nd_syscall.close'
l 'tp_syscall.getppi*.return'
l '*_syscall.getppid'
l syscall_any
l 'syscall_an*.return'
l 'nd_syscall.nothing'
echo "-- the library's own names: only when they are asked for"
"$SONDE" stap -l '**' | grep -c '^__'
"$SONDE" stap -l '__vfs_read.*' | sed 's/\..*//' | sort -u
echo "-- what vfs.read has are variables of what it will stand on"
set -- $("$SONDE" stap -L vfs.read | tr ' ' '\n' | sed -n 's/^\(\$[a-z]*\):.*/\1/p')
"$SONDE" stap -p2 -e "probe vfs.read { println($(echo "$*" | sed 's/ /, /g')) }" > "$TMP/p2" 2>&1 && echo "all of them"
"$SONDE" stap -L vfs.read.return | tr ' ' '\n' | grep -c 'entry\.'
"$SONDE" stap -L vfs.read.return | tr ' ' '\n' | sed 's/:.*//' | sort | uniq -d

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
# -- the library's own names: only when they are asked for
# 0
# __vfs_read
# -- what vfs.read has are variables of what it will stand on
# all of them
# 0
# <<<
