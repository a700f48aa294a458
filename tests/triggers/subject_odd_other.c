/* subject_odd_other.c - a second unit, with a global of the same name as one of subject_odd.c */
#include <stdio.h>
static int global_same = 42;
static const char *text_same = "other";
__thread int tls_other = 9;
__attribute__((noinline)) int other_same(int v)
{
	static int calls = 1000;
	calls += v;
	global_same += v + tls_other++;
	return global_same + text_same[0] + calls;
}
