#!/bin/sh
# @@needs: uprobe raw_tp tool:gcc
# Variables of a program from probes that do not stand in its code: they are the program's that the process runs.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <unistd.h>
struct item { int a; char name[8]; struct item *next; };
static struct item two = { 2, "two", 0 }, one = { 1, "one", &two };
struct item *head = &one;
static int counter = 5;
int table[4] = { 10, 20, 30, 40 };
int main(void) { counter++; close(-1); counter += one.a; close(-2); return 0; }
C
gcc -g -O0 p.c -o pie && gcc -g -O1 -no-pie p.c -o fixed || exit 1
for p in pie fixed; do
	P="$PWD/$p"
	cat > x.stp <<-END
	global n
	probe process("$P").begin { printf("begin %d\n", @var("counter@p.c")) }
	probe process("$P").syscall {
		if (\$syscall == 3 && \$arg1 & 0x80000000)
			printf("close %d %d %s %s %s\n", @var("counter@p.c"), @var("table@p.c")[2], @var("head@p.c")->next->name\$,
			       @choose_defined(@var("nosuch@p.c"), "none"), user_string(@var("one", "$P")->name))
	}
	probe syscall.close { if (pid() == target() && fd < 0 && n++ == 1) printf("kernel %d\n", @var("counter@p.c", "$P")) }
	END
	"$SONDE" -c "$P" x.stp
done
"$SONDE" -c ./pie -e 'probe syscall.close { try { println(@var("counter@p.c", "/bin/true")) } catch { println("not running it") exit() } }' 2>&1 |
	grep -c 'unable to find global'
cp fixed other; "$SONDE" -c ./pie -e 'probe syscall.close { if (pid() == target()) try { println(@var("counter@p.c", "./other")) } catch { println("runs another") exit() } }'
"$SONDE" -c ./pie -e 'probe begin { println(@var("counter@p.c", "./pie")) }' 2>&1 | grep -o 'unable to find global.*p.c.'

# >>> out
# begin 5
# close 6 30 "two" none one
# kernel 7
# close 7 30 "two" none one
# begin 5
# close 6 30 "two" none one
# kernel 7
# close 7 30 "two" none one
# 1
# runs another
# unable to find global 'counter@p.c'
# <<<
