#!/bin/sh
# @@needs: !perf_cycles
# @@why: a counter that the machine lacks is an error of D and a warning of SystemTap
"$SONDE" -e 'cpc:::cycles-all-1000000 { @ = count(); }' 2>&1 | grep -o 'cannot count.*'
"$SONDE" -e 'cpc:::L1-dcache-load-misses-user-1000000 { @ = count(); }' 2>&1 | grep -o 'cannot count.*counter'
"$SONDE" -e 'global n probe perf.hw.cpu_cycles { n++ } probe timer.ms(100) { exit() } probe end { println(n) }' 2>&1
"$SONDE" -l 'perf.event("LLC-load*")'

# >>> out
# cannot count cpc:::cycles-all-1000000: this machine has no such counter: No such file or directory
# cannot count cpc:::L1-dcache-load-misses-user-1000000: this machine has no such counter
# warning: perf probe 'perf.hw.cpu_cycles' is not supported by this kernel (-2).
#       = hint: what it takes: a machine, or a virtual one, with performance counters
#       = hint: the kernel's own counters are there: cpu-clock, task-clock, page-faults, context-switches
# 0
# perf.event("LLC-load-misses")
# perf.event("LLC-loads")
# <<<
