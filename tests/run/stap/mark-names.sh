#!/bin/sh
# @@needs: uprobe   @@why: $$name, $$provider and $$vars of marks; pn() of a tracepoint has its system
"$SONDE" stap -c "$TRIGGERS/marks 1" -e "probe process(\"$TRIGGERS/marks\").mark(\"s*\") {
	printf(\"%s %s %s|\n\", \$\$provider, \$\$name, \$\$parms) }" 2>&1 | grep '|'
"$SONDE" stap -e 'probe kernel.trace("sched_switch") { println(pn(), " ", pp() == pn()) exit() }' | head -n 1

# >>> out
# sondetest simple |
# sondeother simple |
# sondetest sizes $arg1=0xffffffffffffffff $arg2=0xc8 $arg3=0xfffffffffffffffe $arg4=0xb2d05e00|
# kernel.trace("sched:sched_switch") 1
# <<<
