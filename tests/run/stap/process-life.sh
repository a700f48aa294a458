#!/bin/sh
# @@why: process begin, end, threads and system calls; by path, by number, in the target's tree only
stap() { "$SONDE" stap "$@" 2>&1; }
stap -c "sh -c '(sh -c \"exit 1\"; exit 1); (true); true'" -e '
	probe process.begin { b[pid() == target()]++ }
	probe process.end { e[pid() == target()]++ }
	probe end { printf("begun %d and %d, ended %d and %d\n", b[1], b[0], e[1], e[0]) }
	global b, e'
stap -c "$TRIGGERS/threads 2 3" -e '
	probe process.thread.begin { printf("+%d %s %d\n", tid() != pid(), pp(), pid() == target()) }
	probe process.thread.end { gone[execname()]++ }
	probe end { foreach (g+ in gone) printf("-%s %d\n", g, gone[g]) }
	global gone'
stap -c "$TRIGGERS/sys getppid 3" -e "
	probe process(\"$TRIGGERS/sys\").syscall { if (\$syscall == 110) n++ }
	probe process(\"$TRIGGERS/sys\").syscall.return { if (\$syscall == 110 && \$return > 1) m++ }
	probe process(\"$TRIGGERS/forks\").syscall, process(\"$TRIGGERS/forks\").begin { other++ }
	probe process(\"$TRIGGERS/sys\").begin { println(\"begin of \", execname()) }
	probe process(\"$TRIGGERS/sys\").end { println(\"end of \", execname()) }
	probe end { printf(\"%d %d %d\\n\", n, m, other) }
	global n, m, other"
sleep 100 & p=$!
stap -e "probe process($p).end { println(execname(), \" is gone\") exit() } probe begin { println(\"ready\") }" > "$TMP/out" &
while ! grep -qs ready "$TMP/out"; do sleep 0.05; done
sleep 0.2; kill $p; wait; cat "$TMP/out"
# outside of the target's tree nothing fires
(while :; do "$TRIGGERS/sys" getppid 1; done) & p=$!
stap -c "sleep 0.5" -e "probe process(\"$TRIGGERS/sys\").begin, process(\"$TRIGGERS/sys\").end { n++ } global n
	probe end { println(n) }"
stap -T 3 -e "probe process(\"$TRIGGERS/sys\").begin { println(execname(), \" \", pp() != \"\") exit() }"
kill $p
for s in 'process("/no/such").begin {}' 'process.begin { println($syscall) }' 'process.syscall { println($return) }' \
	'process(0).end {}'; do
	stap -e "probe $s" | head -n 1
done

# >>> out like
# begun 1 and 1, ended 1 and 3
# \+1 process\.thread\.begin 1
# \+1 process\.thread\.begin 1
# -t1 1
# -t2 1
# begin of sys
# end of sys
# 3 3 0
# ready
# sleep is gone
# 0
# sys 1
# semantic error: cannot find executable '/no/such'.*
# semantic error: .*
# semantic error: .*
# semantic error: no process can have the number 0.*
# <<<
