/* @@why: what printa printed is not printed again at the end; the rest is */
BEGIN
{
	@a = sum(1); @b = sum(2);
	printa("%@d\n", @a);
	exit(0);
}

/* >>> out
1

                2
<<< */
