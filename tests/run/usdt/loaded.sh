#!/bin/sh
# @@needs: uprobe tool:cc tool:as
# @@only: host
# @@why: marks of a library that a program of the command's loads at run time; the command waits until they are armed
cd "$TMP" || exit 1
echo 'provider lately { probe begin(int n, char *s); probe step(int n); };' > p.d
"$SONDE" dtrace -h -s p.d -o p.h || exit 1
cat > lib.c <<'END'
#include "p.h"
void work(void)
{
	LATELY_BEGIN(7, "as it comes");
	for (int i = 0; i < 1000; i++)
		LATELY_STEP(i);
}
END
cat > prog.c <<'END'
#include <dlfcn.h>
#include <unistd.h>
int main(void)
{
	void *lib = dlopen("./liblately.so", RTLD_NOW);
	void (*work)(void) = lib ? dlsym(lib, "work") : 0;

	usleep(300000);
	if (work)
		work();
	return !work;
}
END
cc -shared -fPIC -o liblately.so lib.c && cc -o prog prog.c || exit 1
cat > use.d <<'END'
#pragma D option quiet
lately*:::begin { printf("%s %d %s\n", probemod, (int)arg0, copyinstr(arg1)); }
lately*:::step { @steps = count(); @sum = sum(arg0); }
END
"$SONDE" dtrace -Zs use.d -c ./prog
"$SONDE" dtrace -Zs use.d -c "sh -c './prog; true'"

# >>> out
# liblately.so 7 as it comes
#
#              1000
#            499500
# liblately.so 7 as it comes
#
#              1000
#            499500
# <<<
