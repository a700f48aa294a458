#!/bin/sh
# @@needs: raw_tp unwind tool:gcc
# @@timeout: 40
# Programs that are started while we trace and gone before their names are asked for: the first has names, and
# as soon as the tables are there, whole stacks.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <signal.h>
#include <unistd.h>
#define KEEP __attribute__((noinline, noclone, noipa))
volatile int sum;
KEEP int inner(int n) { char room[48]; room[n & 31] = (char)n; sum += kill(getpid(), 0); return room[n & 31]; }
KEEP int outer(int n) { return inner(n + 1) + sum; }
int main(int argc, char **argv) { return outer(argc) & 0; }
C
gcc -O2 -fomit-frame-pointer -o started p.c || exit 1
cat > a.d <<'X'
syscall::kill:entry
/execname == "started" && !seen++/
{
	@first[ustack(2)] = count();
}

syscall::kill:entry
/execname == "started" && ustackdepth > 4/
{
	ustack(4);
	exit(0);
}
X
"$SONDE" -q -c "sh -c 'until [ -e done ]; do ./started; done'" a.d > out; touch done
sed 's/ *libc\.so.*`kill.*/libc kill/' out | grep .

# >>> out like
# libc kill
#  +started`inner\+0x[0-9a-f]+
#  +started`outer\+0x[0-9a-f]+
#  +started`main\+0x[0-9a-f]+
# libc kill
#  +started`inner\+0x[0-9a-f]+
#  +1
# <<<
