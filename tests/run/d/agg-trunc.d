/* @@why: n largest, n smallest, all; equal values by their keys */
BEGIN
{
	@a["a"] = sum(1); @a["b"] = sum(2); @a["c"] = sum(3); @a["d"] = sum(4);
	trunc(@a, 3);
	printa("%s%@d ", @a);
	trunc(@a, -2);
	printa("%s%@d ", @a);
	trunc(@a);
	printa("%s%@d ", @a);
	@t["x"] = sum(2); @t["b"] = sum(2); @t["a"] = sum(2); @t["c"] = sum(1);
	@n[0] = count(); @n[65] = count(); @n[1] = count(); @n[-1] = count();
	trunc(@t, 2);
	printa("%s%@d ", @t);
	trunc(@n, -2);
	printa("%d:%@d ", @n);
	printf("end\n");
	exit(0);
}

/* >>> out
b2 c3 d4 b2 c3 b2 x2 0:1 1:1 end
<<< */
