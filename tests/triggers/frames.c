/*
 * frames.c - "frames N": N rounds of calls whose stack no frame pointer describes
 *
 * Built with -O2 -fomit-frame-pointer. Round i: main, deep(3) .. deep(0) with frames of different
 * sizes, leaf(). Then once each: by_libc() calls qsort() of the C library, which calls compare(),
 * which calls leaf_of_qsort(); a signal handler, on_signal(), that interrupts interrupted() and
 * calls leaf_of_signal(); odd(), whose frame has a size that is only known when it runs, and calls
 * leaf_of_odd().
 */
#include <signal.h>
#include <stdlib.h>
#include <string.h>

#ifdef __clang__
#define KEEP __attribute__((noinline))
#else
#define KEEP __attribute__((noinline, noclone, noipa))
#endif

volatile long sink;

KEEP void leaf(long i) { sink += i; }
KEEP void leaf_of_qsort(long i) { sink += i; }
KEEP void leaf_of_signal(long i) { sink += i; }
KEEP void leaf_of_odd(long i) { sink += i; }

KEEP long deep(long n)
{
	volatile char room[24 + 8];

	room[n] = (char)n;
	if (n)
		sink += deep(n - 1);
	else
		leaf(room[0]);
	return sink + room[n];
}

KEEP int compare(const void *a, const void *b)
{
	leaf_of_qsort(*(const int *)a);
	return *(const int *)a - *(const int *)b;
}

KEEP void by_libc(void)
{
	int two[2] = { 2, 1 };

	qsort(two, 2, sizeof(two[0]), compare);
	sink += two[0];
}

KEEP void on_signal(int sig)
{
	leaf_of_signal(sig);
	sink++;
}

KEEP void interrupted(void)
{
	raise(SIGUSR1);
	sink++;
}

KEEP void odd(size_t n)
{
	char room[n];

	memset(room, 1, n);
	leaf_of_odd(room[n / 2]);
	sink += room[n / 3];
}

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1;

	signal(SIGUSR1, on_signal);
	for (long i = 0; i < n; i++) {
		deep(3);
		sink++;
	}
	by_libc();
	interrupted();
	odd(100 + (size_t)argc);
	return (int)(sink & 0);
}
