#!/bin/sh
# @@needs: raw_tp tracepoint btf   @@only: host
# @@why: patterns as wide as whole providers are armed, or one sentence says why not

# every library's probes, most of them on the two programs of the system calls
"$SONDE" dtrace -qn ':vmlinux::[!er]*{exit(0)}' -c true; echo $?
# one program for each group, however many tracepoints
"$SONDE" dtrace -qn 'sdt:sched::,sdt:irq::,rawtp:timer:: { @[probeprov] = count(); } tick-10ms { exit(0); }' |
	awk 'NF { print $1 }' | sort
"$SONDE" dtrace -qn 'sdt::: { @[probename] = count(); } tick-10ms { exit(0); }' | grep -c 'sched_switch '
# fields have an event of perf each; whoever reads has all when we end, though the kernel takes its time with them
"$SONDE" dtrace -qn 'sdt:sched:: { @ = max(arg0 * 0); } tick-10ms { exit(0); }' | cat
# what the machine does not count is no part of what a pattern means
"$SONDE" dtrace -qn 'cpc::: { n++; } BEGIN { exit(0); }'; echo $?

# >>> out
# 
# 0
# rawtp
# sdt
# 1
# 
#                 0
# 
# 0
# <<<
