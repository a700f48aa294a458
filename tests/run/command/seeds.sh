#!/bin/sh
# @@timeout: 60
# @@why: one-liners as people type them
"$SONDE" -e 'syscall:::entry { @[execname, probefunc] = count(); } tick-1s { exit(0); }' > "$TMP/1"
echo $? $(grep -c '[0-9]$' "$TMP/1" | sed 's/^[1-9].*/some/')
"$SONDE" -c 'dd if=/dev/zero of=/dev/null bs=64k count=10000' -e 'syscall::read:entry /pid == $target/ { self->ts = timestamp; }
	syscall::read:return /self->ts/ { @["ns"] = quantize(timestamp - self->ts); self->ts = 0; }' > "$TMP/2" 2> "$TMP/err"
echo $? $(awk '/\|/ { n += $NF } END { print (n >= 10000) }' "$TMP/2")
"$SONDE" -c "$TRIGGERS/calls 10" -e 'pid$target:a.out:work:entry { @[ustack()] = count(); }' > "$TMP/3"
echo $? $(grep -c 'calls`work$' "$TMP/3")
(while [ ! -s "$TMP/4" ]; do sleep 0.1; cat /etc/passwd > /dev/null; done; kill -INT $(cat "$TMP/pid")) &
sh -c 'echo $$ > '"$TMP/pid"'; exec '"$SONDE"' dtrace -n "syscall::openat:entry { printf(\"%s %s\", execname, copyinstr(arg1)); }"' > "$TMP/4" 2> "$TMP/err"
echo $? $(head -n 1 "$TMP/4")

# >>> out
# 0 some
# 0 1
# 0 1
# 0 CPU ID FUNCTION:NAME
# <<<
