/* @@why: keys instead of values */
#pragma D option aggsortkey
BEGIN
{
	@a["b"] = sum(1); @a["c"] = sum(2); @a["a"] = sum(3);
	exit(0);
}

/* >>> out

  a                                                                 3
  b                                                                 1
  c                                                                 2
<<< */
