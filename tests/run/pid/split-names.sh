#!/bin/sh
# @@needs: raw_tp unwind uprobe tool:gcc tool:objcopy
# @@why: names that the debug info of another file alone has: of functions in two parts, in stacks and by themselves
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdlib.h>
#define KEEP __attribute__((noinline, noclone, noipa))
KEEP int leaf(int n) { return n + 1; }
KEEP __attribute__((cold)) void never(void) { abort(); }
KEEP static int split(int n) { int r = leaf(n) + 1; if (__builtin_expect(r == 77, 0)) never(); return r + 2; }
int main(int argc, char **argv) { return split(argc) == 0; }
C
gcc -O2 -g -o p p.c && objcopy --only-keep-debug p p.debug && objcopy --strip-all --add-gnu-debuglink=p.debug p || exit 1
"$SONDE" stap -c ./p -e 'probe process("./p").function("leaf") { print_ubacktrace()
	println(usymname(ustack(1)), " ", usymname(uaddr())); exit() }' |
	sed 's/^ *0x[0-9a-f]* : //; s/+0x.*//; /_start\|__libc\|^ 0x/d'

# >>> out
# leaf
# split
# main
# split leaf
# <<<
