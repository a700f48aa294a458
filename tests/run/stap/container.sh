#!/bin/sh
# @@needs: uprobe mountns
# @@why: a program whose path names a file in another mount namespace only
mkdir "$TMP/in"
unshare -m sh -c "mount -t tmpfs none $TMP/in && cp $TRIGGERS/calls $TMP/in/inside && exec $TMP/in/inside 2000000000" &
pid=$!
until [ "$(readlink /proc/$pid/exe)" = "$TMP/in/inside" ]; do sleep 0.1; done
"$SONDE" stap -x $pid -e 'global n probe process.function("outer") { if (++n == 3) { println(ppfunc() == "outer"); exit() } }'
"$SONDE" dtrace -q -p $pid -n 'pid$target:a.out:outer:entry { printf("%d\n", probefunc == "outer"); exit(0); }' | grep .
kill $pid

# >>> out
# 1
# 1
# <<<
