/* @@why: the same as int-ops.d on variables, so that nothing is folded */
int seven; int two; int minus; int eight; unsigned int u; long l; int big;
BEGIN
{
	seven = 7; two = 2; minus = -2; eight = -8; u = 0; l = 1; big = 0x7fffffff;
	printf("%d %d %d\n", seven / minus, -seven % 3, seven / two);
	printf("%d\n", l << 33);
	printf("%d %d %d %d\n", seven & 3, seven | 8, seven ^ 3, ~seven);
	printf("%d %d\n", eight >> 1, (unsigned int)eight >> 1);
	printf("%d %d\n", minus > u, minus < two);
	printf("%d %d %d\n", !seven, seven ^^ two, seven && !two);
	big = big + 1;
	printf("%d\n", big);
	seven += 3; two <<= 4; minus *= -5; eight %= 3;
	printf("%d %d %d %d\n", seven, two, minus, eight);
	printf("%d %d %d\n", seven++, ++seven, seven--);
	printf("%d\n", seven);
	exit(0);
}

/* >>> out
-3 -1 3
8589934592
3 15 4 -8
-4 2147483644
1 1
0 0 0
-2147483648
10 32 10 -2
10 12 12
11
<<< */
