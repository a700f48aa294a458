/*
 * load.c - "load getppid|func N": N calls as fast as they go; prints nanoseconds per call
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

volatile long sink;

void bench_func(long i);
void bench_func(long i) { sink += i; }

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1e9 + t.tv_nsec;
}

int main(int argc, char **argv)
{
	long n = argc > 2 ? atol(argv[2]) : 100000;
	int is_call = argc > 1 && !strcmp(argv[1], "getppid");
	double start = now();

	for (long i = 0; i < n; i++)
		if (is_call)
			syscall(SYS_getppid);
		else
			bench_func(i);
	printf("%.2f\n", (now() - start) / n);
	return 0;
}
