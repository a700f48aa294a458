/* libtrig.c - functions in a shared library, for probes outside the executable */
#include "marks.h"

long from_library(long i);
long trig_add(long a, long b);
long trig_outer(long n);

long trig_add(long a, long b)
{
	return a + b;
}

/* one call of trig_outer() makes n of trig_add() */
long trig_outer(long n)
{
	long sum = 0;

	for (long i = 0; i < n; i++)
		sum = trig_add(sum, i);
	return sum;
}

long from_library(long i)
{
	MARK(sondelib, inside, 0, "-8@%0", "r" (i));
	return i;
}
