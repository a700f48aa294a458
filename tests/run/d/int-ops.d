/* @@why: constants: 64-bit arithmetic, then cut to the type; D, Integer model */
BEGIN
{
	printf("%d %d %d %d\n", 7 / -2, -7 % 3, 7 / 2, -5 / 2);
	printf("%d %d\n", 1 << 33, 1L << 33);
	printf("%d %d %d %d\n", 6 & 3, 6 | 3, 6 ^ 3, ~0);
	printf("%d %d %d\n", -8 >> 1, (unsigned int)-8 >> 1, 1 << 4 + 1);
	printf("%d %d %d\n", -1 > 0u, -1 < 0, 3 > 2 > 1);
	printf("%d %d %d %d\n", !5, !0, 1 ^^ 1, 1 ^^ 0);
	printf("%d %d\n", 2 + 3 * 4 - 10 / 5, (2 + 3) * 4);
	printf("%d\n", 0x7fffffff + 1);
	printf("%d %d %d\n", 0xff, 017, 'a');
	printf("%d %d\n", 'ab', 1 ? 2 : 3);
	exit(0);
}

/* >>> out
-3 -1 3 -2
0 8589934592
2 7 5 -1
-4 2147483644 32
1 1 0
0 1 0 1
12 20
-2147483648
255 15 97
24930 2
<<< */
