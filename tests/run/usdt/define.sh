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
END
# the most that a mark may have: of all sizes, what is shown in another order
awk 'BEGIN {
	split("int,char,uint64_t,short,unsigned int,long,uint8_t,char *", t, ",");
	printf "\tprobe many("; for (i = 0; i < 32; i++) printf "%s%s a%d", i ? ", " : "", t[i % 8 + 1], i;
	printf ") : ("; for (i = 31; i >= 0; i--) printf "%s%s a%d", i < 31 ? ", " : "", t[i % 8 + 1], i;
	print ");\n};"; }' >>myserv.d
cat > many.c <<'END'
#include "myserv.h"
#define ROW(n, s) n - 100, n, n + 0x100000000, -n, n, -n - 0x100000000, n, s
#define MANY(...) MYSERV_MANY(__VA_ARGS__)
int main(void)
{
	MANY(ROW(1, "one"), ROW(2, "two"), ROW(3, "three"), ROW(4, "four"));
	return 0;
}
END
cat > many.d <<'END'
myserv$target:::many
{
	printf("%d %d %d %s\n", arg0, arg8, arg9, copyinstr(arg7));
	printf("%s %d %d %d %d %d\n", copyinstr((uintptr_t)args[0]), args[1], args[2], args[3], args[4], args[5]);
	printf("%d %d %d %s %d %d %d\n", args[13], args[18], args[29], copyinstr((uintptr_t)args[24]), args[31], args[30], args[26]);
}
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
cc -O2 -o many many.c && "$SONDE" -c ./many many.d
cc -O0 -o many many.c && sed 's/\$target/*/' many.d >all.d && "$SONDE" -c ./many all.d
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
# -99 -98 2 one
# four 4 -4294967300 4 -4 4294967300
# 4294967299 -4294967298 4294967297 one -99 1 -4294967297
# -99 -98 2 one
# four 4 -4294967300 4 -4 4294967300
# 4294967299 -4294967298 4294967297 one -99 1 -4294967297
# dtrace: none.d defines no provider: there are no probes to make
# dtrace: failed to link script myserv.d: failed to open absent.o: No such file or directory
# probe 'a' is declared twice
# all.d
# bad.d
# many
# many.c
# many.d
# myserv.d
# myserv.h
# myserv.o
# none.d
# prog
# prog.c
# prog.o
# trace.d
# <<<
