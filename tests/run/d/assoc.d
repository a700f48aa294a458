/* @@why: tuples of any mix; absent and zeroed elements read as 0 */
BEGIN
{
	a["x", 1] = 5;
	a["x", 2] = 7;
	a["y", 1] = 9;
	a["x", 1]++;
	a["x", 2] += 10;
	printf("%d %d %d %d\n", a["x", 1], a["x", 2], a["y", 1], a["z", 1]);
	a["y", 1] = 0;
	printf("%d\n", a["y", 1]);
	b[1, 2L, "k", (char)3] = "text";
	printf("%s|%d\n", b[1, 2L, "k", (char)3], b[0, 0L, "k", (char)0] == NULL);
	exit(0);
}

/* >>> out
6 17 9 0
0
text|1
<<< */
