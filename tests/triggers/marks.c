/*
 * marks.c - "marks N": N rounds of marks (sys/sdt.h's notes, written out here)
 *
 * Round i, provider sondetest: simple; values(i, -i, 7, "text"); two__words(i) in two places, in
 * work() and in main(); sizes(-1 as char, 200 as unsigned char, -2 as short, 3e9 as unsigned);
 * memory(table[i & 3] by base and index, of 10, 20, 30, 40; global, i again); guarded(1 or 0) only
 * while the mark's semaphore is raised. Provider sondeother: simple. The library of libtrig has
 * provider sondelib: inside(i). It ends with the number of rounds in which guarded was enabled as
 * its status.
 */
#include <stdio.h>
#include <stdlib.h>
#include "marks.h"

long from_library(long i);

volatile long sink;
long global;
int table[4] = { 10, 20, 30, 40 };
SEMAPHORE(sondetest, guarded);

__attribute__((noinline)) void work(long i)
{
	sink += i;
	MARK(sondetest, two__words, 0, "-8@%0", "r" (i));
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1, enabled = 0;
	static const char text[] = "text";

	sink += text[0];		/* in memory before a probe looks at it */
	for (long i = 0; i < n; i++) {
		signed char a = -1;
		unsigned char b = 200;
		short c = -2;
		unsigned d = 3000000000u;

		global = i;
		MARK(sondetest, simple, 0, "", "r" (0));
		MARK(sondeother, simple, 0, "", "r" (0));
		MARK(sondetest, values, 0, "-8@%0 -4@%k1 -4@%2 8@%3", "r" (i), "r" (-i), "n" (7), "r" (text));
		work(i);
		MARK(sondetest, two__words, 0, "-8@%0", "m" (i));
		MARK(sondetest, sizes, 0, "-1@%b0 1@%b1 -2@%w2 4@%k3", "q" (a), "q" (b), "r" (c), "r" (d));
		MARK(sondetest, memory, 0, "-4@(%0,%1,4) -8@global(%%rip) -4@table+8(%%rip)", "r" (table), "r" (i & 3));
		if (SEMAPHORE_OF(sondetest, guarded)) {
			enabled++;
			MARK(sondetest, guarded, 1, "-8@%0", "r" (i));
		}
		from_library(i);
	}
	return (int)enabled;
}
