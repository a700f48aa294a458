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

# >>> out
# done
#
# 1 1 1
# <<<
