#!/bin/sh
# @@why: -x follows a running process and leaves it running
"$TRIGGERS/waits" ready "$TMP/ready" &
pid=$!
while ! [ -e "$TMP/ready" ]; do sleep 0.05; done
"$SONDE" -x $pid -e 'syscall::getppid:entry /pid == $target/ { n++; }
	syscall::getppid:entry /n == 5/ { printf("%d %s\n", n, execname); exit(0); }' | grep .
"$SONDE" -x $pid -e 'pid$target:a.out:beat:entry { n++; } pid$target:a.out:beat:entry /n == 5/ { printf("%d\n", n); exit(0); }' | grep .
kill -0 $pid && echo alive
kill $pid

# >>> out
# 5 waits
# 5
# alive
# <<<
