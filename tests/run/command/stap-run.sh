#!/bin/sh
# @@why: the session's options in stap's form: -c as a shell reads it, statuses, -G, -o, -S, -b, -T
stap() { "$SONDE" stap "$@" 2>&1; echo "rc $?"; }
cd "$TMP"
E='probe end { println("end") }'
X=6; export X
stap -c 'echo $X "a  b" ~nobody/none' -e "$E" | sed 's,/.*/none,home,'
stap -c 'echo one; exit 3' -e "$E"
stap -w -c 'true; exit 3' -e 'probe end { warn("w"); error("x") }'
stap -c 'kill -SEGV $$; true' -e "$E"
stap -c "sh -c 'exit 2'" -e 'probe begin { exit() }' | grep -v exited
stap -c ./none -e "$E" | grep -o 'rc.*'
stap -G x=42 -G s=he.l-o -G nosuch=1 -G f=-3 -e 'global x=5, s="a", f=0 probe begin { printf("%d %s %d\n", x, s, f) exit() }'
stap -G x=a -e 'global x=5 probe begin { println(x) exit() }'
"$SONDE" -G n=7 -e 'int n; BEGIN { printf("%d\n", n); exit(0); }'
stap -T 0.2 -e "$E"
stap -o 'out.%Y%%' -e 'probe begin { println("to file") warn("seen") exit() }'
grep . out.20??%
stap -o rot -S 1,2 -e 'global n probe timer.ms(1) {
	for (i = 0; i < 1000; i++) println("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
	if (n++ > 40) exit() }'
ls rot* | wc -l
stap -b -o bulk -c "$TRIGGERS/sys getppid 3" -e 'probe syscall.getppid { if (pid() == target()) println("hit") }'
ls bulk_* | wc -l | awk -v n="$(getconf _NPROCESSORS_CONF)" '{ print $1 == n ? "a file for each processor" : $1 " files" }'
cat bulk_* | grep -c hit

# >>> out
# 6 a  b home
# end
# rc 0
# one
# end
# WARNING: Child process exited with status 3
# rc 1
# ERROR: x near identifier 'error' at <input>:1:24 in probe end
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# rc 1
# end
# WARNING: Child process exited with signal 11 (Segmentation fault)
# rc 1
# rc 0
# rc 1
# 42 he.l-o -3
# rc 0
# ERROR: Couldn't insert module 'stap': Invalid parameters
# WARNING: /usr/bin/staprun exited with status: 1
# Pass 5: run failed.  [man error::pass5]
# rc 1
# 7
# end
# rc 0
# WARNING: seen
# rc 0
# to file
# rc 0
# 2
# rc 0
# a file for each processor
# 3
# <<<
