#!/bin/sh
# @@needs: tracepoint tool:perl
# Stacks of tasks as they go to sleep, beside what the kernel says of those that sleep: /proc/PID/stack has the same
# frames, but for the scheduler's own at the top. fbt/kernel-stacks.sh asks a debugger.
cd "$TMP" || exit
mkfifo fifo
: > out
"$SONDE" dtrace -q -o out -c "perl -e '
	for \$wait (sub { sleep 999 }, sub { select(undef, undef, undef, 999) }, sub { pipe(R, W); sysread(R, \$x, 1) },
		    sub { socketpair(R, W, 1, 1, 0); sysread(R, \$x, 1) }, sub { open(R, \"fifo\") }) {
		fork or do { \$wait->(); exit }
	}
	wait'" -n 'sched:::off-cpu
/(pid == $target || progenyof($target)) && curthread->__state & 1/
{
	printf("task %d\n", pid);
	stack();
}' &
tasks() { awk '/^task/ { print $2 }' out | sort -u; }
until [ "$(tasks | wc -l)" = 6 ]; do sleep 0.1; done
for t in $(tasks); do
	until awk '{ print $2 }' "/proc/$t/stack" | sed 's,/.*,,' > theirs; [ -s theirs ]; do sleep 0.1; done
	awk -v pid="$t" '/^task/ { on = $2 == pid; if (on) text = "" } on && /`/ { sub(/.*`/, ""); text = text $0 "\n" }
		END { printf "%s", text }' out > ours
	n=$(wc -l < theirs)
	if [ "$n" -gt 3 ] && tail -n "$n" ours | cmp -s - theirs && [ "$(wc -l < ours)" -gt "$n" ]; then
		echo same
	else
		paste ours theirs
	fi
done
# shellcheck disable=SC2046 # one word a task
kill $(tasks)
wait

# >>> out
# same
# same
# same
# same
# same
# same
# <<<
