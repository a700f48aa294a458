#!/bin/sh
# @@needs: raw_tp
# @@why: a stack begins at the place of the tracepoint, whatever lies between that and our program
"$SONDE" dtrace -qn '
rawtp:sched::sched_switch /!sw/ { sw = 1; printf("switch%k", stack(6)); }
syscall::write:entry /pid == $target && !wr/ { wr = 1; printf("write%k", stack(6)); }
syscall::write:return /pid == $target && !ret/ { ret = 1; printf("return%k", stack(6)); }
sdt:sched::sched_switch /!ev/ { ev = 1; @[stack(6)] = count(); } END { printa("event%k", @); }' -c 'dd if=/dev/zero of=/dev/null count=1 status=none' > "$TMP/out"
grep -c '^switch\|^write\|^return\|^event' "$TMP/out"
grep -c 'bpf_trace_run\|__bpf_trace_\|__traceiter_\|bpf_prog_' "$TMP/out"
grep -c 'do_syscall_64\|schedule' "$TMP/out" | awk '{ print ($1 >= 4) }'

# as many frames as were asked for; their number; the caller is the second
"$SONDE" dtrace -qn '
rawtp:sched::sched_switch, syscall::write:entry, sdt:sched::sched_switch /pid == $target && !n[probeprov, probename]/
{
	n[probeprov, probename] = 1;
	printf("one%k", stack(1)); printf("depth %d all%k", stackdepth, stack(50)); printf("\ncaller %d\n", caller != 0); printf("two%kcaller2", stack(2)); sym(caller); printf("\n");
}' -c 'dd if=/dev/zero of=/dev/null count=1 status=none' | awk '
	$1 == "one" || $1 == "two" || /^depth/ { what = $1 }
	/^depth/ { depth = $2; n = 0 }
	/^ *[a-z0-9_]*`/ { frames[what]++; n++; last = $1; sub(/[+].*/, "", last) }
	/^caller / { if (n != depth) print "depth", depth, "frames", n }
	/^caller2/ { sub(/^caller2/, ""); if ($1 != last) print $1, "is not", last; points++ }
	END { print (frames["one"] == points), (frames["two"] == 2 * points), (points >= 2) }'

# where one clause is at many tracepoints, and where a long program's clauses are functions of their own
first='{ printf("%s%k", probename, stack(1)); exit(0); }'
# the other processors print until they see the exit
seen() { awk '/`.*schedule/ { n++ } END { print (n > 0) }'; }
"$SONDE" dtrace -qn 'rawtp:sched::sched_s*,rawtp:sched::sched_w* /probename == "sched_switch"/'"$first" | seen
{
	echo 'rawtp:sched::sched_switch'"$first"
	for i in $(seq 60); do
		echo "syscall::read:entry /pid == 0/ { @a$i[execname, arg0 + $i, arg1 * 2] = sum(arg0 * $i + arg1); @b$i[pid, tid] = count(); }"
	done
} > "$TMP/long.d"
"$SONDE" dtrace -qs "$TMP/long.d" | seen

# a system call that has many names in D's libraries, among many others: each fires, and no stack is longer for it
"$SONDE" dtrace -qn 'fsinfo:::,sysinfo:::,vminfo::: /pid == $target && !n[probename]++/ { @[probename] = count(); @deep[stackdepth] = count(); @top[stack(1)] = count(); }
fsinfo::: /pid == $target/ { printf("%s\n", probename); } END { printa("%s\n", @); }' -c 'cat /dev/null' > "$TMP/names"
grep -xE 'open|close|lookup' "$TMP/names" | sort -u

# a process that waits for a line: where it left the CPU to wait is what the kernel says of it in /proc
mkfifo "$TMP/lines"
sh -c 'while read -r line; do :; done' < "$TMP/lines" & waiter=$!
exec 3> "$TMP/lines"
"$SONDE" dtrace -qn 'BEGIN { printf("ready\n"); } rawtp:sched::sched_switch /pid == $target/ { printf("left%k", stack()); }
rawtp:sched::sched_switch /pid == $target && ++n == 5/ { exit(0); }' -p $waiter > "$TMP/left" & tracer=$!
: >> "$TMP/left"
while kill -0 $tracer && ! grep -q ready "$TMP/left"; do sleep 0.1; done
while kill -0 $tracer 2> "$TMP/gone"; do echo line >&3; sleep 0.1; done
sed 's/.*] //; s/[+].*//' /proc/$waiter/stack > "$TMP/kernel"
exec 3>&-
awk '/^left/ { n++ } { sub(/.*`/, ""); sub(/[+].*/, ""); if (NF) stack[n] = stack[n] $1 "\n" }
	END { for (i = n; i > 0; i--) if (stack[i] ~ /pipe_read/ && stack[i] !~ /resched|preempt/) { printf "%s", stack[i]; exit } }' "$TMP/left" |
	sed '/^left/d; /^_*schedule$/d' | diff "$TMP/kernel" - && grep -c vfs_read "$TMP/kernel"

# >>> out
# 4
# 0
# 1
# 1 1 1
# 1
# 1
# close
# lookup
# open
# 1
# <<<
