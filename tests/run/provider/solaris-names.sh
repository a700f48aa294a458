#!/bin/sh
# @@needs: tp_btf perf_clock tool:cc
# @@why: probes that scripts of Solaris list beside those that fire are there; faults of the machine
names="sysinfo:::bawrite sysinfo:::canch sysinfo:::lread sysinfo:::lwrite sysinfo:::outch sysinfo:::phread sysinfo:::phwrite
	sysinfo:::procovf sysinfo:::rawch sysinfo:::wait_ticks_io sysinfo:::cpu_ticks_wait sysinfo:::ufsiget sysinfo:::modload
	sched:::remain-cpu sched:::schedctl-yield lockstat:::rw-upgrade lockstat:::rw-downgrade"
all=
for n in $names; do all="$all${all:+,} $n"; done
"$SONDE" dtrace -q -n "$all { @[probename] = count(); } sysinfo:::cpu_ticks_* { @t = sum(args[0]); }
	tick-300ms { printf(\"done\\n\"); trunc(@t); exit(0); }"
cat > "$TMP/trap.c" <<'END'
#include <signal.h>
int main(void)
{
	signal(SIGSEGV, SIG_DFL);
	__builtin_trap();
}
END
cc -o "$TMP/trap" "$TMP/trap.c" || exit 1
"$SONDE" dtrace -q -c "$TMP/trap" -n 'proc:::fault /pid == $target/ {
	printf("%d %d %d\n", args[0] == FLTILL, args[1]->si_signo == SIGILL, args[1]->si_code > 0); }'
# what a program does once each: a vfork, a posix_spawn, a fork; its priority; locks and creation of files
cat > "$TMP/once.c" <<'END'
#define _GNU_SOURCE
#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
int main(int argc, char **argv)
{
	char *const child[] = { argv[0], NULL }, *const none[] = { NULL };
	struct flock lock = { .l_type = F_WRLCK };
	pid_t pid;
	int fd;

	if (argc < 2)
		return 0;
	if (!vfork())
		_exit(0);
	wait(NULL);
	posix_spawn(&pid, argv[0], NULL, NULL, child, none);
	wait(NULL);
	if (!fork())
		_exit(0);
	wait(NULL);
	setpriority(PRIO_PROCESS, 0, 5);
	fd = open(argv[1], O_RDWR | O_CREAT, 0600);
	fcntl(fd, F_SETLK, &lock);
	return close(fd);
}
END
cc -o "$TMP/once" "$TMP/once.c" || exit 1
"$SONDE" dtrace -q -c "$TMP/once $TMP/file" -n '
sysinfo:::sysvfork, sysinfo:::sysfork /pid == $target/ { @[probename, args[0]] = count(); }
sched:::change-pri /pid == $target/ { @[probename, args[2] - 120] = count(); @p[args[1]->pr_pid == pid] = count(); }
fsinfo:::create /pid == $target/ { @[probename, args[1] & O_CREAT] = count(); }
fsinfo:::frlock /pid == $target && args[0]->fi_name == "file"/ { @[probename, args[1]] = count(); }'

# >>> out
# done
#
# 1 1 1
#
#
#   change-pri                                                        5                1
#   create                                                           64                1
#   frlock                                                            6                1
#   sysfork                                                           1                1
#   sysvfork                                                          1                2
#         1                1
# <<<
