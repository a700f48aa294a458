#!/bin/sh
# @@needs: uprobe tool:cc tool:as
# @@why: provider definitions to a header and an object, compiled in, traced; counters are raised while we trace
cd "$TMP" || exit 1
cat > myserv.d <<'END'
provider myserv {
	probe query__start(int id, char *text);
	probe query__done(int id, uint64_t ns, short s, unsigned char c) : (uint64_t ns, int id);
	probe idle();
	probe busy(void);
};
END
cat > prog.c <<'END'
#include <stdio.h>
#include "myserv.h"
int main(void)
{
	char text[] = "select";
	for (int i = 0; i < 3; i++) {
		MYSERV_QUERY_START(i, text);
		MYSERV_IDLE();
		if (i)
			MYSERV_BUSY();
		if (MYSERV_QUERY_DONE_ENABLED())
			MYSERV_QUERY_DONE(i + 1, 5000000000ull + i, -3, 250);
	}
	printf("enabled: %d %d\n", !!MYSERV_QUERY_DONE_ENABLED(), !!MYSERV_BUSY_ENABLED());
	return 0;
}
END
cat > trace.d <<'END'
myserv$target:::query-start { @q[arg0, copyinstr(arg1)] = count(); }
myserv$target:::query-done { @d[arg0, arg1, arg2, arg3] = count(); }
myserv*:::idle, myserv$target:prog:main:busy { @n[probename] = count(); }
END
"$SONDE" dtrace -h -s myserv.d && cc -O1 -c prog.c && "$SONDE" dtrace -G -s myserv.d prog.o &&
	cc -o prog prog.o myserv.o || exit 1
./prog
"$SONDE" -c ./prog trace.d
echo 'BEGIN { exit(0); }' > none.d
"$SONDE" dtrace -h -s none.d 2>&1
"$SONDE" dtrace -G -s myserv.d absent.o 2>&1
echo 'provider p { probe a(struct s x); probe a(); };' > bad.d
"$SONDE" dtrace -xerrtags -h -o bad.h -s bad.d 2>&1 | grep -o 'probe.*twice'
ls

# >>> out
# enabled: 0 0
# enabled: 1 1
#
#                 0  select                                                            1
#                 1  select                                                            1
#                 2  select                                                            1
#                 1       5000000000               -3              250                1
#                 2       5000000001               -3              250                1
#                 3       5000000002               -3              250                1
#   busy                                                              2
#   idle                                                              3
# dtrace: none.d defines no provider: there are no probes to make
# dtrace: failed to link script myserv.d: failed to open absent.o: No such file or directory
# probe 'a' is declared twice
# bad.d
# myserv.d
# myserv.h
# myserv.o
# none.d
# prog
# prog.c
# prog.o
# trace.d
# <<<
