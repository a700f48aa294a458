/* @@why: %Y of a known moment; cases run with TZ=UTC */
BEGIN
{
	printf("%Y\n", 1000000000000000000);
	exit(0);
}

/* >>> out
2001 Sep  9 01:46:40
<<< */
