#!/bin/sh
# @@needs: uprobe tool:cc   @@timeout: 120
# @@why: the lines of the users' notes as they stand there (fbt/aliases.sh has those of kernel functions)
cd "$TMP"
cat > main.c <<'END'
#include <stdlib.h>
#include <sys/time.h>
struct timeval when = { 12, 34 };
int main(int argc, char **argv)
{
	void *tv = &when, *volatile p;
	int n = argc > 1 ? atoi(argv[1]) : 3, s = 0;

	for (int i = 0; i < n; i++) {
		p = malloc(100 + i);
#line 200
		s += i;
		free(p);
	}
	return tv == argv ? s : 0;
}
END
cc -g -O0 main.c || exit 1

echo "-- limits"
cat > limits.stp <<'END'
global rows
probe begin {
	for (i = 0; i < 15000; i++) rows[i] = i
	foreach (k in rows) n++
	for (s = "x"; strlen(s) < 4000; ) s = s . s
	println(n, " ", strlen(s))
	exit()
}
END
"$SONDE" limits.stp -D MAXMAPENTRIES=20480 -D MAXACTION=20000 -D MAXSTRINGLEN=4096
"$SONDE" limits.stp -D MAXMAPENTRIES=20480 -D MAXACTION=20000 -D MAXTRACE=40 -D MAXSTRINGLEN=4096 -D MAXBACKTRACE=40
"$SONDE" stap limits.stp -D MAXACTION=20000 -D MAXSTRINGLEN=4096 2>&1 | grep -o 'ERROR: .* near'
"$SONDE" stap limits.stp -D MAXMAPENTRIES=20480 -D MAXSTRINGLEN=4096 2>&1 | grep -o 'ERROR: .* near'
"$SONDE" limits.stp -D MAXMAPENTRIES=20480 -D MAXACTION=20000 -D MAXSTRINGLEN=4096 -e 2> /dev/null; echo $?

echo "-- statement, macros, casts, entry, defined, variables"
"$SONDE" -c './a.out 2' -e 'probe process("a.out").statement("*@main.c:200") { println(pp(), " ", $i) }' | sed 's,"/[^"]*/,",; s,@/.*/,@,'
cat > part.stp <<END
@define part1 %(  "$TMP" %)
@define part2 %(  "/a.out" %)
probe process(@part1 @part2).function("main") { println(ppfunc()) }
END
"$SONDE" -c ./a.out part.stp
"$SONDE" -c ./a.out -e 'probe process("a.out").statement("*@main.c:200") {
	pointer = task_current()
	println(@cast(pointer, "task_struct","kernel")->parent->tgid == ppid())
	tv = $tv
	println(@cast(tv,"timeval", "<sys/time.h>")->tv_sec)
	write_access = (@defined($flags)? $flags & FAULT_FLAG_WRITE : $s)
	println(write_access, " ", $argv[0] != 0, " ", &$argv[1] - &$argv[0], " ", @var("when")->tv_usec, " ", @var("when@main.c")->tv_sec,
		" ", &@var("when@main.c") == tv, " ", @var("when@main.c")$, " ", $i$)
	println($$vars =~ "argc=0x1 argv=0x[0-9a-f]+ .*tv=0x[0-9a-f]+ p=0x[0-9a-f]+ n=0x3 s=0x0")
	println($$parms =~ "^argc=0x1 argv=0x[0-9a-f]+$", " ", $$locals =~ "^i=0x0 tv=0x[0-9a-f]+ p=0x[0-9a-f]+ n=0x3 s=0x0$")
	exit()
}'
"$SONDE" -w -c ./a.out -e 'probe process("a.out").function("main").return {
	println($$return, " ", gettimeofday_us() >= @entry(gettimeofday_us()))
}'

echo "-- timers, counters, files"
"$SONDE" -e 'global n; probe timer.ms(200).randomize(50) { if (++n == 3) { println(pp()); exit() } }'
"$SONDE" -e 'probe timer.s(4){
	                      printf("hello world/n")
                       } probe timer.ms(10), timer.us(10000), timer.ns(10000000), timer.hz(100), timer.jiffies(10) { exit() }'
"$SONDE" -l 'perf.hw.cache_misses'
# machines without counters say so, and go on
"$SONDE" -w -e 'probe perf.hw.cache_misses { exit() } probe timer.ms(100) { exit() } probe end { println("end") }'
"$SONDE" stap -m notes_$$ -v -e 'probe procfs("status").read { $value = "all is well\n"; exit() }' > /dev/null 2> err & session=$!
while ! grep -qs 'starting run' err; do sleep 0.05; done
cat /run/sonde/notes_$$/status
wait $session
"$SONDE" -L 'process("/lib/x86_64-linux-gnu/libc.so.6").function("malloc")' | grep -o 'libc.so.6").function("malloc'
"$SONDE" -l 'process("/lib64/libc.so.6").function("malloc")' 2> err | grep -o 'libc.so.6").function("malloc'

echo "-- bundle"
"$SONDE" -p4 -e 'probe begin {exit()} probe end {println("simple ran")}' -m simple -v 2> err
"$SONDE" run simple.sonde

echo "-- histograms"
cat > sends.stp <<'END'
global sends, i
probe begin {
	for (; i < $#; i++) sends <<< strtol(argv[i + 1], 10)
	print(@hist_log(sends))
	exit()
}
END
"$SONDE" sends.stp 1 2 4 8 12 12 12 16 16 16 16 16 16 16 16 16 16 16 32 32 32 32 64
sed 's/@hist_log(sends)/@hist_linear(sends, 10, 30, 5)/' sends.stp > linear.stp
"$SONDE" linear.stp 1 2 4 8 12 12 12 16 16 16 16 16 16 16 16 16 16 16 32 32 32 32 64

echo "-- helpers"
cat > helpers.stp <<'END'
global before
probe process("./a.out").function("main") {
	println(tid() == pid(), pid() == target(), uid() == euid(), " ", execname(), " ", cpu() >= 0)
	println(gettimeofday_s() <= gettimeofday_ms() / 1000, gettimeofday_ms() <= gettimeofday_us() / 1000, get_cycles() <= get_cycles())
	println(isinstr(pp(), "/a.out\").function(\"main@"), " ", probefunc(), " ", $$vars != "")
	print_backtrace()
	print_ubacktrace()
}
probe syscall.exit_group { if (pid() == target()) { println(pp(), " ", name, " ", status); print_backtrace() } }
END
"$SONDE" -w -c ./a.out helpers.stp -d ./a.out --ldd > out
head -n 3 out
grep -c '^<no kernel backtrace at process(' out
grep -c '^ 0x[0-9a-f]* : main+0x0/0x[0-9a-f]* \[/.*/a.out]$' out
sed -n 's/.*\[\(.*libc.so.*\)\]$/\1/p' out | sort -u | while read -r f; do [ "$(readlink -f "$f")" = "$f" ] || echo "not $f"; done
sed -n '/^syscall/p' out
sed '1,/^syscall/d' out | grep -c ' 0x[0-9a-f]* : .*+0x[0-9a-f]*/0x' | sed 's/^[1-9].*/some/'

# >>> out
# -- limits
# 15000 4095
# 15000 4095
# ERROR: Array overflow, check MAXMAPENTRIES near
# ERROR: MAXACTION exceeded near
# 1
# -- statement, macros, casts, entry, defined, variables
# process("a.out").statement("main@main.c:200") 0
# process("a.out").statement("main@main.c:200") 1
# main
# 1
# 12
# 0 1 8 34 12 1 {.tv_sec=12, .tv_usec=34} 0
# 1
# 1 1
# return=0x0 1
# -- timers, counters, files
# timer.ms(200).randomize(50)
# perf.hw.cache_misses
# end
# all is well
# libc.so.6").function("malloc
# libc.so.6").function("malloc
# -- bundle
# simple.sonde
# simple ran
# -- histograms
# value |-------------------------------------------------- count
#     0 |                                                    0
#     1 |@                                                   1
#     2 |@                                                   1
#     4 |@                                                   1
#     8 |@@@@                                                4
#    16 |@@@@@@@@@@@                                        11
#    32 |@@@@                                                4
#    64 |@                                                   1
#   128 |                                                    0
#   256 |                                                    0
#
# value |-------------------------------------------------- count
#   <10 |@@@@                                                4
#    10 |@@@                                                 3
#    15 |@@@@@@@@@@@                                        11
#    20 |                                                    0
#    25 |                                                    0
#    30 |@@@@                                                4
#   >30 |@                                                   1
#
# -- helpers
# 111 a.out 1
# 111
# 1 main 1
# 1
# 1
# syscall.exit_group exit_group 0
# some
# <<<
