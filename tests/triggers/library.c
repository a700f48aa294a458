/* library.c - "library N": N calls of trig_outer(3), so 3 N of trig_add(), all in libtrig.so */
#include <stdio.h>
#include <stdlib.h>

long trig_add(long a, long b);
long trig_outer(long n);

int main(int argc, char **argv)
{
	long n = argc > 1 ? atol(argv[1]) : 1, sum = 0;

	for (long i = 0; i < n; i++)
		sum += trig_outer(3);
	return sum == 3 * n ? 0 : 1;
}
