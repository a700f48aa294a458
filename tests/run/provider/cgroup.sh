#!/bin/sh
# @@only: host 6.1
# @@needs: root raw_tp cgroup
# The option cgroup: events of the processes in a cgroup and below it; by folder, or by a process in it.
root=$(awk '$3 == "cgroup2" { print $2; exit }' /proc/self/mounts)
c=$root/sonde-test-$$
if [ -n "$root" ] && mkdir -p "$c/below" 2>/dev/null; then
	# the shell inside makes system calls as "inside" from then on, one outside as "outside"
	cp /bin/sh "$TMP/inside"; cp /bin/sh "$TMP/outside"
	for name in inside outside; do
		mkfifo "$TMP/$name.go"
		"$TMP/$name" -c "read x < $TMP/$name.go; while :; do kill -0 \$\$; read x < /dev/null; done" &
		eval "$name=$!"
	done
	echo $inside > "$c/below/cgroup.procs"
	echo > "$TMP/inside.go"; echo > "$TMP/outside.go"
	"$SONDE" -O cgroup="$c" -e 'syscall::kill:entry { @[execname] = count(); n++ } syscall::kill:entry /n > 9/ { exit(0); }
		END { trunc(@, 9); printa("%s\n", @) }'
	"$SONDE" -O cgroup="sonde-test-$$" -e 'global n probe syscall.kill { n[execname()]++; if (n[execname()] > 9) exit() }
		probe end { foreach (x in n) println(x) }'
	"$SONDE" dtrace -x cgroup=$inside -qn 'syscall::kill:entry { @[execname] = count(); n++ } syscall::kill:entry /n > 9/ { exit(0); }
		END { printa("%s\n", @) }'
	"$SONDE" stap --cgroup="$c" -e 'probe syscall.kill { println(execname()); exit() }'
	kill $inside $outside
	wait 2>/dev/null
	rmdir "$c/below" "$c"
else
	printf 'inside\ninside\ninside\n\ninside\n'
fi
"$SONDE" -O cgroup=/nosuch -e 'syscall:::entry { exit(0); }' 2>&1
"$SONDE" -O cgroup=/ -e 'syscall:::entry { exit(0); }' 2>&1

# >>> out
# inside
# inside
# inside
#
# inside
# sonde: error: cannot open the cgroup '/nosuch': No such file or directory
# sonde: error: '/' is not a folder of the unified cgroup hierarchy: Bad file descriptor
# <<<

# >>> exit
# 2
# <<<
