#!/bin/sh
# @@needs: watchpoint
# @@why: each round writes the variable once; nobody writes the table
watch() {	# one at a time: emulated processors know no two for one address
	"$SONDE" -c "$TRIGGERS/marks 10" -e "global n probe $1 { n++ } probe end { println(n) }"
}
watch 'process.data("global").write'
watch "process(\"$TRIGGERS/marks\").data(\"global\").length(8).rw"
watch 'process.data("table").write'
"$SONDE" -c "$TRIGGERS/marks 1" -e 'probe process.data("nosuch").write { }' 2>&1 | grep -o 'has no symbol nosuch'
"$SONDE" -c "$TRIGGERS/subject 1" -e 'probe process.data("per_thread").write { }' 2>&1 | grep -o 'is thread-local'
"$SONDE" -e 'probe kernel.data(0xffffffff81000000).length(3).write { }' 2>&1 | grep -o 'the length.*[0-9]'
"$SONDE" -e 'probe process.data(0x1000).write { }' 2>&1 | grep -o 'a watchpoint in a process needs.*)'

# >>> out
# 10
# 10
# 0
# has no symbol nosuch
# is thread-local
# the length of a watchpoint is 1, 2, 4 or 8, not 3
# a watchpoint in a process needs -c COMMAND, -x PID or process(PID)
# <<<
