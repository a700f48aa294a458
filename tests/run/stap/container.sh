#!/bin/sh
# @@needs: uprobe mountns
# @@why: a program whose path names a file in another mount namespace only
mkdir "$TMP/in"
unshare -m sh -c "mount -t tmpfs none $TMP/in && cp $TRIGGERS/calls $TMP/in/inside && ln -s $TMP/in/inside $TMP/in/link &&
	exec $TMP/in/inside 2000000000" &
pid=$!
until [ "$(readlink /proc/$pid/exe)" = "$TMP/in/inside" ]; do sleep 0.1; done
"$SONDE" stap -x $pid -e 'global n probe process.function("outer") { if (++n == 3) { println(ppfunc() == "outer"); exit() } }'
"$SONDE" dtrace -q -p $pid -n 'pid$target:a.out:outer:entry { printf("%d\n", probefunc == "outer"); exit(0); }' | grep .
# by the path that it has in there, where that is a link, too; here it is another file
echo '#!/bin/sh' > "$TMP/in/inside"; chmod 755 "$TMP/in/inside"
for path in inside link; do
	"$SONDE" stap -x $pid -e "global n
		probe process(\"$TMP/in/$path\").function(\"outer\") { if (++n == 1) println(ppfunc(), \" \", isinstr(pp(), \"/in/inside\")) exit() }"
done
"$SONDE" stap -x $pid -e "probe process(\"$TMP/in/inside\").end { println(execname(), \" ends\"); exit() } probe begin { println(\"ready\") }" > "$TMP/ends" & ends=$!
"$SONDE" -x $pid -l "process(\"$TMP/in/inside\").library(\"libc.so.6\").function(\"malloc\").call" | sed 's/.*library("[^"]*\//library("/; s/("malloc.*/("malloc/'
"$SONDE" stap -x $pid -e "probe process(\"/in/nothing\").function(\"outer\") { }" 2>&1 | sed -n 's/: identifier.*//p'
until grep -q ready "$TMP/ends"; do sleep 0.05; done
kill $pid; wait $ends; tail -n 1 "$TMP/ends"

# >>> out
# 1
# 1
# outer 1
# outer 1
# library("libc.so.6").function("malloc
# semantic error: cannot find executable '/in/nothing'
# inside ends
# <<<
