#!/bin/sh
# @@needs: raw_tp unwind tool:gcc
# @@only: host
# @@why: whole stacks, with names, through a library that is loaded at run time, called soon after, and gone with the program
cd "$TMP" || exit 1
cat > lib.c <<'C'
#include <unistd.h>
#define KEEP __attribute__((noinline, noclone, noipa))
KEEP int leaf(int n) { char room[64]; room[n] = (char)n; write(99, room, n); return n + room[n]; }
KEEP int loaded(int n) { char room[200]; room[n] = 1; return leaf(n) + room[n]; }
C
cat > load.c <<'C'
#include <dlfcn.h>
#include <unistd.h>
int main(void)
{
	void *lib = dlopen("./liblater.so", RTLD_NOW);
	int (*loaded)(int) = lib ? dlsym(lib, "loaded") : 0;

	usleep(300000);
	return loaded ? loaded(3) == 0 : 1;
}
C
gcc -O2 -fomit-frame-pointer -shared -fPIC -o liblater.so lib.c && gcc -O2 -o load load.c || exit 1
"$SONDE" -q -c ./load -e 'syscall::write:entry /pid == $target && arg0 == 99/ { ustack(4); }' | sed 's/ *libc\.so.*`.*write.*/libc write/' | grep .

# >>> out like
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
#  +load`main\+0x[0-9a-f]+
# <<<
