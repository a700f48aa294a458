/* @@why: tick fires on one CPU only; one count a period */
tick-50ms
{
	n++;
	@ = count();
}

tick-50ms
/n == 4/
{
	exit(0);
}

END
{
	printf("%d\n", n);
}

/* >>> out
4

                4
<<< */
