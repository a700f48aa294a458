/* subject_other.c - a second file of subject, with a static of the same name */
#include "subject.h"

static int hidden = 1100;
static long only_here[4] = { 4, 3, 2, 1 };
extern volatile long sink;

__attribute__((noinline)) static int helper(int value, int *to)
{
	*to = value + hidden++;
	return *to;
}

int other(int value)
{
	int result = 0;

	helper(value, &result);
	sink += result + only_here[value & 3];
	return result;
}
