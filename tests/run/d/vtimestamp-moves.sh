#!/bin/sh
# @@needs: raw_tp tool:cc
# @@why: time on a CPU goes on evenly when a thread moves: what CPUs lost to interrupts and to their host differs; it is what the scheduler has booked, a tick aside
cat > "$TMP/move.c" <<'END'
#define _GNU_SOURCE
#include <sched.h>
#include <unistd.h>
#include <sys/syscall.h>
int main(void)
{
	long ncpus = sysconf(_SC_NPROCESSORS_ONLN);

	for (int i = 0; i < 200; i++) {
		cpu_set_t one;

		CPU_ZERO(&one);
		CPU_SET(i % ncpus, &one);
		sched_setaffinity(0, sizeof(one), &one);
		syscall(SYS_getppid);
	}
	return 0;
}
END
cc -o "$TMP/move" "$TMP/move.c" || exit 1
"$SONDE" dtrace -q -c "$TMP/move" -n '
self uint64_t v, w;
syscall::getppid:entry /pid == $target && self->v/ {
	this->on = vtimestamp - self->v;
	@[this->on <= timestamp - self->w + 100000 ? "even" : "jumps"] = count();
}
syscall::getppid:entry /pid == $target/ { self->v = vtimestamp; self->w = timestamp; }
syscall::getppid:entry /pid == $target/ {
	this->since = (int64_t)(vtimestamp - curthread->se.sum_exec_runtime);
	@b[(int64_t)vtimestamp > 0 && this->since < 1000000000 ? "booked" : "otherwise"] = count();
}'

# >>> out
#
#   even                                                            199
#   booked                                                          200
# <<<
