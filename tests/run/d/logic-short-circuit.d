/* @@why: && || ?: evaluate no more than they need: no division by zero here */
BEGIN
{
	zero = 0;
	one = 1;
	printf("%d\n", zero != 0 && 10 / zero > 1);
	printf("%d\n", one || 10 / zero);
	printf("%d\n", zero ? 10 / zero : 5);
	exit(0);
}

/* >>> out
0
1
5
<<< */

/* >>> err
<<< */
