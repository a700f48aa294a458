#!/bin/sh
# @@why: order of begin, end and error; statuses; language levels and classes; a script with #!, through a link
stap() { "$SONDE" stap "$@" 2>&1; echo "rc $?"; }
cd "$TMP"
stap -e 'probe begin(1) { println("late") } probe begin { println("b") } probe begin(-5) { println("early") } probe begin(2) { exit() }
	probe end(2) { println("e2") } probe end { println("e") } probe end(-1) { println("e-1") }'
stap -e 'probe begin { exit() println("rest") } probe begin(1) { println("no") } probe end { println("e") }'
stap -e 'probe begin { error("x") } probe begin { println("no") } probe end { println("no") }
	probe error { println("err") error("again") } probe error(-1) { println("err-1") } probe error(2) { println("last") }'
stap -D MAXERRORS=1 -e 'probe begin { error("x") } probe begin(1) { println("on") exit() } probe end { println("end") }'
stap --suppress-handler-errors -e 'probe begin { error("x") } probe begin(1) { println("on") exit() } probe end { println("end") }'
stap -x 4194303 -e 'probe begin { println(target()) exit() }'
stap --compatible=4.0 -e 'probe begin { %( systemtap_v <= "4.1" %? println("old") %: println("new") %) exit() }'
stap --unprivileged -e 'probe begin { %( systemtap_privilege == "stapusr" %? println("usr") %) exit() } probe timer.s(1) { exit() }'
stap --privilege=stapusr -e 'probe syscall.open { println(1) }' | head -n 1
stap --no-global-var-display -e 'global a probe begin { a = 1 exit() }'
stap --skip-badvars -c true -e 'probe kernel.trace("sched_process_exec") { if (pid() == target()) { x = $nosuch + 1; y = $p->nosuch; printf("%d %d\n", x, y) exit() } }'
stap -v -B A=b -R /x -e 'probe begin { exit() }' | grep accepted
ln -s "$SONDE" stap
printf '#!/usr/bin/env stap\nprobe begin { printf("%%s %%d %%d\\n", @1, $2, $#) exit() }\n' > script
chmod +x script
PATH=$TMP:$PATH; export PATH
./script hi 5
"$SONDE" stap -e 'probe begin { println("up") } probe end { println("end") } probe timer.ms(20) { n++ } global n' > out 2>&1 &
while ! grep -qs up out; do sleep 0.05; done; kill -INT $!; wait $!; echo $?; grep -v '^n=' out
# a handler that loops for long: its text comes, a second signal ends it, and the session without its end probes
"$SONDE" stap -g --suppress-time-limits -e 'probe begin { while (1) println("again and again", n++) }
	probe end { println("end") }' > out 2>&1 &
pid=$!
until grep -qs again out; do sleep 0.05; done
while kill -TERM $pid 2> /dev/null; do sleep 0.05; done
wait $pid; echo $?; grep -c end out
"$SONDE" stap -e 'probe begin { if (pid == 1) exit() println(execname) }' 2>&1 | grep hint
stap -e 'probe vfs.read { if (pid() == stp_pid()) { println("read performed") exit() } }'

# >>> out
# early
# b
# late
# e-1
# e
# e2
# rc 0
# rest
# e
# rc 0
# ERROR: x near identifier 'error' at <input>:1:15 in probe begin
# err-1
# err
# ERROR: again near identifier 'error' at <input>:2:31 in probe error
# last
# WARNING: Number of errors: 2, skipped probes: 0
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# rc 1
# ERROR: x near identifier 'error' at <input>:1:15 in probe begin
# on
# end
# WARNING: Number of errors: 1, skipped probes: 0
# rc 0
# on
# end
# WARNING: Number of errors: 1, skipped probes: 0
# rc 0
# 4194303
# rc 0
# old
# rc 0
# usr
# rc 0
# semantic error: probe point is not allowed for --privilege=stapusr: identifier 'syscall' at <input>:1:7
# rc 0
# 1 0
# rc 0
# -B is accepted, and has no meaning here
# -R is accepted, and has no meaning here
# hi 5 2
# 0
# up
# end
# 0
# 0
#       = hint: the function of that name is called: pid()
#       = hint: the function of that name is called: execname()
# read performed
# rc 0
# <<<
