#!/bin/sh
# @@needs: uprobe tool:gcc
# Variables of other modules and of threads: the program's from a library, a library's own thread-local data
# (loaded with the program, opened later, the C library's), and a library's from the program, which is refused.
cd "$TMP" || exit 1
cat > lib.c <<'C'
static __thread int mine = 5;
int shared = 40;
__attribute__((noinline)) int lib_run(int x)
{
	mine += x;
	shared++;
	return mine;
}
C
cat > prog.c <<'C'
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
#include <unistd.h>
int watched = 3;
long table[4] = { 1, 2, 3, 4 };
__thread long local = 70;
static int (*run)(int);
static void *thread(void *arg)
{
	local += 5;
	run(10);
	return run(1) == 16 ? arg : 0;
}
int main(void)
{
	pthread_t t;
	void *ret, *lib = dlopen("./lib.so", RTLD_NOW);

	run = (int (*)(int))dlsym(lib, "lib_run");
	run(1);
	watched = 8;
	run(2);
	pthread_create(&t, 0, thread, lib);
	pthread_join(t, &ret);
	close(-1);
	return ret != lib;
}
C
gcc -g -O1 -fPIC -shared -o lib.so lib.c && gcc -g -O1 -pthread -o prog prog.c -ldl || exit 1
trace() { "$SONDE" stap -c ./prog -e "$1" 2>&1; }
trace 'probe process("./lib.so").function("lib_run").return {
	println($return, " ", @var("mine@lib.c"), " ", @var("shared@lib.c"), " ", @var("watched@prog.c", "./prog"), " ",
		@var("table@prog.c", "./prog")[2], " ", @var("local@prog.c", "./prog")) }'
trace 'probe process("./lib.so").function("lib_run") { try { println($mine) } catch { println("not there yet") } }'
trace 'probe process.function("main").return { println(@var("shared@lib.c", "./lib.so")) }' | head -n 1

# >>> out
# 6 6 41 3 3 70
# 8 8 42 8 3 70
# 15 15 43 8 3 75
# 16 16 44 8 3 75
# not there yet
# 6
# not there yet
# 15
# semantic error: 'shared' lies in another module, whose place in memory is not known here: operator '@var' at <input>:1:49
# <<<
