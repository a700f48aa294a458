/*
 * calls.c - "calls N": N rounds of calls of functions of our own
 *
 * Round i: work(i) returns 2 * i; say("odd" or "even"); sum6() with six arguments; fact(5) calls
 * itself down to fact(0), so 6 calls; negative() returns -1 - i. outer() calls middle() calls
 * inner(), so that a stack has three known frames. The structures are for typed reads.
 */
#include <stdio.h>
#include <stdlib.h>

struct point {
	int   x, y;
	char  name[8];
	short neg;
	struct point *next;
};

volatile long sink;

long work(long i) { sink += i; return 2 * i; }
int  negative(int i) { sink += i; return -1 - i; }
long say(const char *text, int len) { sink += text[0] + len; return len; }
long sum6(int a, long b, unsigned char c, short d, unsigned e, long f)
{
	sink += a;
	return a + b + c + d + (long)e + f;
}
long fact(long n) { return n <= 0 ? 1 : n * fact(n - 1); }
long inner(long i) { sink += i; return i; }
long middle(long i) { return inner(i) + 1; }
long outer(long i) { return middle(i) + 1; }
long walk(struct point *p)
{
	long sum = 0;

	for (; p; p = p->next)
		sum += p->x;
	return sum;
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1;
	struct point tail = { .x = 3, .y = 4, .name = "tail", .neg = -2 };
	struct point head = { .x = 1, .y = 2, .name = "head", .neg = -1, .next = &tail };

	static const char *const words[] = { "even", "odd" };

	/* in memory before a probe looks at them */
	sink += words[0][0] + words[1][0];
	for (long i = 0; i < n; i++) {
		work(i);
		say(words[i & 1], i & 1 ? 3 : 4);
		sum6(-1, 1L << 40, 200, -300, 4000000000u, i);
		fact(5);
		negative(i);
		outer(i);
		walk(&head);
	}
	return 0;
}
