/* @@why: several aggregations joined on equal keys, absent ones are 0; a newline first */
BEGIN
{
	@a["x"] = sum(5); @a["y"] = sum(3);
	@b["x"] = sum(1); @b["z"] = sum(7);
	printa(@a, @b);
	exit(0);
}

/* >>> out

  z                                                                 0                7
  y                                                                 3                0
  x                                                                 5                1
<<< */
