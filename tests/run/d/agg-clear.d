/* @@why: clear keeps the keys; min and max start again */
BEGIN { @a["k"] = sum(5); @m["k"] = max(9); @n["k"] = min(2); clear(@a); clear(@m); clear(@n); }
tick-100ms
/!done/
{
	done = 1;
	printa("%s%@d ", @a);
}
tick-150ms
/done == 1/
{
	@m["k"] = max(-3); @n["k"] = min(7);
	done = 2;
}
tick-100ms
/done == 2/
{
	printa("%@d ", @m); printa("%@d\n", @n);
	exit(0);
}

/* >>> out
k0 -3 7
<<< */
