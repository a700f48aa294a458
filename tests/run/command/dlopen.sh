#!/bin/sh
# @@needs: uprobe tool:gcc
# A library that the program loads later: handled where its file can be found beforehand, else told.
cd "$TMP" || exit 1
cat > program.c <<'END'
#include <dlfcn.h>
int main(void)
{
	void *h = dlopen("liblater.so", RTLD_NOW);
	int (*f)(int) = h ? (int (*)(int))dlsym(h, "later") : 0;

	return !f || f(3) != 6;
}
END
echo 'int later(int k) { return k * 2; }' > later.c
mkdir lib && gcc -g -O1 -shared -fPIC -o lib/liblater.so later.c && gcc -o program program.c "-Wl,-rpath,\$ORIGIN/lib"
echo "-Z: $("$SONDE" dtrace -Zqn 'pid$target:liblater.so:later:entry { printf("%d %s", arg0, probemod); exit(0); }' -c ./program)"
echo "path: $("$SONDE" -c ./program -e "probe process(\"$TMP/lib/liblater.so\").function(\"later\") { println(\$k) }")"
"$SONDE" -c ./program -e 'pid$target:liblater.so:later:entry { trace(arg0); }' 2>&1 | grep -o 'has no object.*\|hint: .*'

# marks of a library that a program loads, which has marks of its own
echo 'provider mine { probe seen(int); };' > mine.d
"$SONDE" dtrace -h -s mine.d
cat > later.c <<'END'
#include "mine.h"
int later(int k) { while (!MINE_SEEN_ENABLED()) usleep(1000); MINE_SEEN(k); return k * 2; }
END
sed 's/^#include.*/&\n#include "mine.h"/; s/return/MINE_SEEN(1); return/' program.c > marked.c
gcc -O1 -shared -fPIC -o lib/liblater.so later.c && gcc -o marked marked.c "-Wl,-rpath,\$ORIGIN/lib"
"$SONDE" dtrace -Zqn 'mine*:::seen /pid == $target/ { @[probemod, arg0] = count(); }' -c ./marked

# >>> out
# -Z: 3 liblater.so
# path: 3
# has no object liblater.so [PROC_LIB]
# hint: one that is loaded later: with -Z, where ld.so finds it; by its path in SystemTap's language, process("/PATH/liblater.so").function("later")
#
#   liblater.so                                                       3                1
#   marked                                                            1                1
# <<<
