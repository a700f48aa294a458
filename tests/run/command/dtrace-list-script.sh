#!/bin/sh
# @@why: -l of scripts and of descriptions with macros: the probes of each description; -o; the words of -a and -p
cd "$TMP"
d() { "$SONDE" dtrace "$@" 2>&1; echo "status $?"; }
printf 'syscall::read:entry, syscall::nothing:entry\n/pid/\n{ @ = count(); }\nEND, BEGIN {}\n' >a.d
d -l -s a.d | sed 's/^ *[0-9]* /ID /'
d -l -n 'syscall::$1:return' read | sed 's/^ *[0-9]* /ID /'
d -l -c true -n 'pid$target:a.out:none:entry' | sed "s/pid[0-9]*/pidN/"
d -l -o list -n BEGIN
cat list
printf 'BEGIN { x = }\n' >b.d
d -l -s b.d
d -l -xerrtags -n 'BEGIN, nothing { nosuch(); }'
d -l -n BEGIN surplus 2>&1 | head -1
d -h
d -G
d -lvn dtrace:::END
d -a
d -p 12x -n BEGIN
d -p 99999999 -n BEGIN
d -c ./none -n BEGIN
d -X z -n BEGIN
d -qn 'BEGIN { trace(execname); exit(0); }'

# >>> out
# dtrace: failed to match syscall::nothing:entry: No probe matches description
# ID ID   PROVIDER            MODULE                          FUNCTION NAME
# ID    syscall           vmlinux                              read entry
# ID     dtrace                                                     END
# ID     dtrace                                                     BEGIN
# status 0
# ID ID   PROVIDER            MODULE                          FUNCTION NAME
# ID    syscall           vmlinux                              read return
# status 0
# dtrace: failed to match pidN:a.out:none:entry: No probe matches description
#    ID   PROVIDER            MODULE                          FUNCTION NAME
# status 0
# status 0
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     1     dtrace                                                     BEGIN
# dtrace: failed to compile script b.d: line 1: syntax error near "}": expected an expression
#     1 | BEGIN { x = }
#       |             ^
# status 1
# dtrace: invalid probe specifier BEGIN, nothing { nosuch(); }: [D_FUNC_UNDEF] in action list: unknown function nosuch()
#     1 | BEGIN, nothing { nosuch(); }
#       |                  ^^^^^^
# status 1
# dtrace: invalid probe specifier BEGIN: extraneous argument 'surplus' ($1 is not referenced)
# dtrace: -h requires one or more scripts or enabling options
# status 2
# dtrace: -G requires one or more scripts or enabling options
# status 2
#    ID   PROVIDER            MODULE                          FUNCTION NAME
#     2     dtrace                                                     END
#
# 	Probe Description Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
#
# 	Argument Attributes
# 		Identifier Names: Stable
# 		Data Semantics:   Stable
# 		Dependency Class: Common
#
# 	Argument Types
# 		None
#
# status 0
# dtrace: could not enable tracing: no anonymous tracing state: no driver starts at boot (-A, -a)
# status 1
# dtrace: invalid pid: 12x
# status 1
# dtrace: failed to grab pid 99999999: No such process
#       = hint: it may have ended; ps -e shows what runs
# status 1
# dtrace: failed to execute ./none: No such file or directory
# status 1
# dtrace: failed to set -X z: Invalid value for specified option
# status 1
# dtrace
# status 0
# <<<
