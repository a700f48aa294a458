#!/bin/sh
# @@needs: tool:bpftool uprobe
# @@why: kill -9 leaves no program, no link, no probe of the kernel's and no file behind
export TMPDIR=$TMP XDG_CACHE_HOME=$TMP/cache
"$TRIGGERS/waits" ready "$TMP/ready" &
target=$!
while ! [ -e "$TMP/ready" ]; do sleep 0.05; done
"$SONDE" -x $target -e 'BEGIN { printf("ready\n"); } syscall:::entry { @ = count(); } profile-97 { @p = count(); }
	pid$target:a.out:beat:entry { self->n++; @b = count(); printf("beat\n"); }' > "$TMP/out" &
pid=$!
while ! grep -q beat "$TMP/out"; do sleep 0.05; kill -0 $pid || exit 1; done
programs=$(sed -n 's/^prog_id:[^0-9]*//p' /proc/$pid/fdinfo/* 2> /dev/null | sort -un)
maps=$(sed -n 's/^map_id:[^0-9]*//p' /proc/$pid/fdinfo/* 2> /dev/null | sort -un)
[ -n "$programs" ] && [ -n "$maps" ] && echo loaded
ls -A "$TMP" | grep -v -x before > "$TMP/before"
kill -9 $pid
wait $pid 2> /dev/null
# the kernel frees them after a grace period
left() {
	for id in $programs; do bpftool prog show id "$id" > /dev/null 2>&1 && echo "program $id"; done
	for id in $maps; do bpftool map show id "$id" > /dev/null 2>&1 && echo "map $id"; done
	grep -l "waits" /sys/kernel/tracing/uprobe_events 2> /dev/null
}
for i in $(seq 100); do
	[ -n "$(left)" ] || break
	sleep 0.1
done
left
ls -A "$TMP" | grep -v -x before | diff - "$TMP/before"
kill -0 $target && echo target alive
kill $target

# >>> out
# loaded
# target alive
# <<<
