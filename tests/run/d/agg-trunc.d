/* @@why: n largest, n smallest, all */
BEGIN
{
	@a["a"] = sum(1); @a["b"] = sum(2); @a["c"] = sum(3); @a["d"] = sum(4);
	trunc(@a, 3);
	printa("%s%@d ", @a);
	trunc(@a, -2);
	printa("%s%@d ", @a);
	trunc(@a);
	printa("%s%@d ", @a);
	printf("end\n");
	exit(0);
}

/* >>> out
b2 c3 d4 b2 c3 end
<<< */
