#!/bin/sh
# @@only: host
# @@why: each message about a fault is a write, which fires the probe that faults: timers and signals get their turn
timeout -s INT -k 10 15 "$SONDE" dtrace -q -n 'syscall::write:entry /pid == $pid/ { x = *(int *)0; }
	tick-100ms { printf("tick\n"); } tick-100ms /i++ == 5/ { exit(4); }' 2> "$TMP/err" > /dev/null
echo $?
sed 's/probe ID [0-9]* //' "$TMP/err" | sort -u

# >>> out
# 4
# dtrace: error in dt_clause_0 for (syscall:vmlinux:write:entry): invalid address (0x0)
# <<<
