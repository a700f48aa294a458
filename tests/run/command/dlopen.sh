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
cp lib/liblater.so elsewhere.so && sed 's|liblater.so|./elsewhere.so|' program.c > other.c && gcc -o other other.c
echo "-Z, its path: $("$SONDE" dtrace -Zqn "pid\$target:$TMP/elsewhere.so:later:entry/arg0 == 3/{ trace(arg0); exit(0); }" -c ./other)"
echo "-Z, a path in the program: $("$SONDE" dtrace -Zqn 'pid$target:elsewhere.so:later:entry { trace(arg0); exit(0); }' -c ./other)"
"$SONDE" dtrace -Zqn 'pid$target:nowhere.so:later:entry { trace(arg0); }' -c ./other 2>&1 | grep -o 'WARNING.*\|hint:.*' | sed 's/[0-9][0-9]*/N/g'
ln -s . same; echo "another path: $("$SONDE" dtrace -qn "pid\$target:$TMP/same/other:main:entry { trace(probemod); exit(0); }" -c ./other)"
echo "path: $("$SONDE" -c ./program -e "probe process(\"$TMP/lib/liblater.so\").function(\"later\") { println(\$k) }")"
"$SONDE" -c ./program -e 'pid$target:liblater.so:later:entry { trace(arg0); }' 2>&1 | grep -o 'has no object.*\|hint: .*' | sed 's/pid[0-9]*/pidN/'

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
# -Z, its path: 3
# -Z, a path in the program: 3
# WARNING: line N: process N has not loaded nowhere.so, and its loader would not find it: nothing there is traced
# hint: one that is loaded later from elsewhere is named by its path: pidN:/PATH/nowhere.so:later:entry
# another path: other
# path: 3
# has no object liblater.so [PROC_LIB]
# hint: one that is loaded later: with -Z, by its name where ld.so finds it, else by its path, pidN:/PATH/liblater.so:later:entry
#
#   liblater.so                                                       3                1
#   marked                                                            1                1
# <<<
