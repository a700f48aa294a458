#!/bin/sh
# @@needs: uprobe unwind tool:gcc
# Where the frames' description may be: .eh_frame without its index (static programs), .debug_frame only; a frame
# of variable size, an aligned one, code compiled at run time with a frame pointer.
cd "$TMP" || exit 1
cat > p.c <<'C'
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
volatile int sum;
__attribute__((noinline)) int leaf(int n)
{
	sum += n;
	return n;
}
__attribute__((noinline)) int sized(int n)
{
	char buf[n];

	memset(buf, n, n);
	leaf(buf[n / 2]);
	return buf[1] + sum;
}
__attribute__((noinline)) int aligned(int n)
{
	int v[8] __attribute__((aligned(64)));

	memset(v, n, sizeof(v));
	leaf(v[n & 7]);
	__asm__ volatile("" : : "r"(v) : "memory");
	return v[1] + sum;
}
int main(void)
{
	/* push %rbp; mov %rsp,%rbp; movabs $leaf,%rax; call *%rax; pop %rbp; ret */
	unsigned char code[] = { 0x55, 0x48, 0x89, 0xe5, 0x48, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xd0, 0x5d, 0xc3 };
	unsigned char *made = mmap(0, 4096, 7, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	void *to = (void *)leaf;
	char name[64];

	sized(40);
	aligned(3);
	memcpy(code + 6, &to, 8);
	memcpy(made, code, sizeof(code));
	snprintf(name, sizeof(name), "/tmp/perf-%d.map", getpid());
	FILE *f = fopen(name, "w");

	fprintf(f, "%lx %zx before\n%lx 4 other\n%lx %zx made_here\n", (unsigned long)made, sizeof(code) + 9,
		(unsigned long)made + 64, (unsigned long)made, sizeof(code));
	fclose(f);
	((int (*)(int))made)(9);
	usleep(50000);
	return 0;
}
C
for how in "-O2" "-O2 -static" "-O1 -fno-asynchronous-unwind-tables" "-O0"; do
	gcc -g $how -o p p.c 2> /dev/null || continue
	echo "$how"
	"$SONDE" stap -c ./p -e 'probe process.function("leaf") { print_ubacktrace_brief(); println("-") }' > out 2>&1
	rm -f /tmp/perf-*.map
	sed 's/+0x.*//; /libc_start\|^_start/d' out | tr '\n' ' '
	echo
done
# of code that is made anew at the same place the last name counts, and its size is told
"$SONDE" stap -c ./p -e 'probe process.function("leaf") { print_ubacktrace() }' | grep -o 'made_here+.* '
rm -f /tmp/perf-*.map

# >>> out
# -O2
# leaf sized main - leaf aligned main - leaf made_here main - 
# -O2 -static
# leaf sized main - leaf aligned main - leaf made_here main - 
# -O1 -fno-asynchronous-unwind-tables
# leaf sized main - leaf aligned main - leaf made_here main - 
# -O0
# leaf sized main - leaf aligned main - leaf made_here main - 
# made_here+0x10/0x12 
# <<<
