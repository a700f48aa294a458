#!/bin/sh
# @@needs: uprobe   @@why: $$name, $$provider and $$vars of marks; pn() of a tracepoint has its system, as kernel.tracepoint it has none
"$SONDE" stap -c "$TRIGGERS/marks 1" -e "probe process(\"$TRIGGERS/marks\").mark(\"s*\") {
	printf(\"%s %s %s|\n\", \$\$provider, \$\$name, \$\$parms) }" 2>&1 | grep '|'
"$SONDE" stap -e 'probe kernel.trace("sched_switch") { println(pn(), " ", pp() == pn()) exit() }' | head -n 1
"$SONDE" stap -e 'probe kernel.tracepoint("sched_switch") {
	println(pn(), " ", $$name, "|", $$system, "|", $prev->pid >= 0, $arg2 == $prev, $arg3->pid == $next->pid) exit() }' | head -n 1
"$SONDE" -l 'kernel.tracepoint("sched_switc*")'; "$SONDE" -L 'kernel.tracepoint("sched_switch")' | grep -o '$arg2:.* $arg3:[^$]*[*]'

# >>> out
# sondetest simple |
# sondeother simple |
# sondetest sizes $arg1=0xffffffffffffffff $arg2=0xc8 $arg3=0xfffffffffffffffe $arg4=0xb2d05e00|
# kernel.trace("sched:sched_switch") 1
# kernel.tracepoint("sched_switch") sched_switch||111
# kernel.tracepoint("sched_switch")
# $arg2:struct task_struct* $arg3:struct task_struct*
# <<<
