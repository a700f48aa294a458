#!/bin/sh
# @@only: host
# @@why: return probes of system calls take .maxactive, through an alias too; those of tracepoints do not;
# @@     a perf counter of a program that is named compiles without -c
probes()
{
	"$SONDE" stap -w -p2 "$@" 2>&1 | sed -n 's/ \/\*.*//; /^\(nd_\)*syscall\|^kernel\|semantic/p'
}
probes -e 'probe syscall.read.return.maxactive(10), nd_syscall.close.return.maxactive(1) { println(retval) }'
probes -e 'probe a = syscall.write { } probe a.return.maxactive(3) { println(retval) }'
probes -e 'probe syscall.read.maxactive(3) { println(fd) }'
probes -e 'probe tp_syscall.read.return.maxactive(3) { println(retval) }'
"$SONDE" stap -p4 -e 'probe perf.sw.page_faults.process("/bin/true").counter("pf") { }
	probe process("/bin/true").end { println(@perf("pf")) }' > out
echo $?
# >>> out
# syscall.read.return
# nd_syscall.close.return
# syscall.write.return
# semantic error: while resolving probe point: identifier 'syscall' at <input>:1:7
# semantic error: probe point mismatch (similar: return): identifier 'maxactive' at :1:20
# semantic error: while resolving probe point: identifier 'tp_syscall' at <input>:1:7
# semantic error: probe point mismatch: identifier 'maxactive' at :1:30
# 0
# <<<
