#!/bin/sh
# @@needs: raw_tp unwind tool:gcc
# @@only: host
# @@why: whole stacks, with names, through a library that is loaded at run time, called soon after, and gone with the program
# @@why: or called at once, and gone before anybody can look: the walk goes on outside of the kernel
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
cat > once.c <<'C'
#include <dlfcn.h>
__attribute__((noinline, noclone, noipa)) int outer(int (*f)(int), int n) { char room[1000]; room[n] = f(n); return room[n]; }
int main(void)
{
	for (int i = 0; i < 3; i++) {
		void *lib = dlopen("./liblater.so", RTLD_NOW);
		int (*loaded)(int) = lib ? dlsym(lib, "loaded") : 0;

		if (!loaded || !outer(loaded, 3) || dlclose(lib))
			return 1;
	}
	return 0;
}
C
gcc -O2 -fomit-frame-pointer -o once once.c || exit 1
"$SONDE" -q -c "sh -c './once; true'" -e 'syscall::write:entry /execname == "once" && arg0 == 99/ { @[ustack(5)] = count(); ustack(3); }' |
	sed 's/ *libc\.so.*`.*write.*/libc write/' | grep .
"$SONDE" -c "sh -c './once; true'" -e 'probe syscall.write { if (execname() == "once" && fd == 99) { print_ubacktrace(); exit() } }' |
	grep -o '\(leaf\|loaded\|outer\)+' | sort -u

# >>> out like
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
#  +load`main\+0x[0-9a-f]+
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
# libc write
#  +liblater.so`leaf\+0x[0-9a-f]+
#  +liblater.so`loaded\+0x[0-9a-f]+
#  +once`outer\+0x[0-9a-f]+
#  +once`main\+0x[0-9a-f]+
#  +3
# leaf\+
# loaded\+
# outer\+
# <<<
