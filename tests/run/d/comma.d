BEGIN
{
	x = (y = 3, y + 1);
	printf("%d %d\n", x, y);
	exit(0);
}

/* >>> out
4 3
<<< */
