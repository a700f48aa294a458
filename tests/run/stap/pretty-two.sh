#!/bin/sh
# @@why: more values than fit on the stack, in one statement and as texts of their own
"$SONDE" stap -e 'probe kernel.trace("sched_switch") { println($prev$, "\n", $next$$, "\n", $$parms$); exit() }' |
	head -n 3 | grep -c '__state='
"$SONDE" stap -e 'probe kernel.trace("sched_switch") {
	println(strlen($prev$) > 100, strlen($next$$) > 100, strlen($$vars$) > 100); exit() }' | head -n 1

# >>> out
# 3
# 111
# <<<
