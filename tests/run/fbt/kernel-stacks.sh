#!/bin/sh
# @@needs: kprobe debuginfo:kernel tool:gdb tool:perl
# @@timeout: 60
# Kernel stacks beside a debugger's: six tasks go to sleep in six ways, sonde takes their stacks as they do, and gdb finds
# the same frames in /proc/kcore where they still sleep: every address, but for the place within schedule().
tools=$(cd "$(dirname "$0")/../../tools" && pwd)
cd "$TMP" || exit
mkfifo fifo
: > out
# bit 0 of the state is TASK_INTERRUPTIBLE: not the waits for a file or a processor
"$SONDE" dtrace -q -o out -c "perl -e '
	for \$wait (sub { sleep 999 }, sub { select(undef, undef, undef, 999) }, sub { pipe(R, W); sysread(R, \$x, 1) },
		    sub { socketpair(R, W, 1, 1, 0); sysread(R, \$x, 1) }, sub { open(R, \"fifo\") }) {
		fork or do { \$wait->(); exit }
	}
	wait'" -n 'fbt::schedule:entry
/(pid == $target || progenyof($target)) && curthread->__state & 1/
{
	printf("task %d %x\n", pid, (uintptr_t)&curthread->thread.sp);
	stack();
}' &
tasks() { awk '/^task/ { print $2 }' out | sort -u; }
until [ "$(tasks | wc -l)" = 6 ]; do sleep 0.2; done
sleep 0.5
VMLINUX=$KDEBUG/boot/vmlinux-$(uname -r) STACKS=out gdb -batch -nx -x "$tools/gdb_kstacks.py" > found 2>&1
# shellcheck disable=SC2046 # one word a task
kill $(tasks)
wait
sed 's/, \([0-9]*\) frames/ of six, frames: \1/' found | awk '/frames:/ { $NF = $NF > 40 } { print }'

# >>> out
# 6 stacks equal of six, frames: 1
# <<<
