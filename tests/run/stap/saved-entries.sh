#!/bin/sh
# @@needs: uprobe
# Parameters that live only at the entry of their function, asked for behind a call, in recursion, through a
# tail call; a process that was in the function before us has none.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdio.h>
#include <unistd.h>
volatile int sink, go;
__attribute__((noinline)) int leaf(int n)
{
	sink += n;
	return n;
}
__attribute__((noinline)) long down(long depth, int step)
{
	long r = leaf(step);
	if (depth > 0)
		r += down(depth - step, step) * 3;
	sink++;
	return r;
}
__attribute__((noinline)) long tail(int a, int b, long c)
{
	leaf(b);
	sink++;
	return down(c, a);
}
int main(int argc, char **argv)
{
	leaf(1);
	if (argc > 2)
		for (puts("waiting"), fflush(stdout); !go && getppid() > 1; usleep(1000))
			sink++;
	return tail(1, 9, 2) == 0 || argv == 0;
}
C
gcc -g -O2 -fno-ipa-cp -fno-ipa-sra -o p p.c || exit 1
trace() { "$SONDE" stap -c ./p -e "$1" 2>&1; }
trace 'probe process.statement("down@p.c:14") { printf("%d %d\n", $depth, $step) }'
trace 'probe process.statement("down@p.c:14") { if (@defined($depth)) println($$parms) }'
trace 'probe process.statement("tail@p.c:20") { printf("%d %d %d\n", $a, $b, $c) }'
# running already: all of them are shown as unknown, one is a fault
./p x y > waiting & pid=$!
while [ ! -s waiting ]; do sleep 0.01; done
"$SONDE" stap -x $pid -e 'probe process.statement("main@p.c:*") { println($$parms); exit() }' 2>&1 | grep -o "argc=?" | head -n 1
kill $pid

# >>> out
# 0 1
# 1 1
# 2 1
# depth=0x0 step=0x1
# depth=0x1 step=0x1
# depth=0x2 step=0x1
# 1 9 2
# argc=?
# <<<
