/* @@args: -O aggsortrev=on
      @@why: order reversed, variables too */
BEGIN
{
	@a["a"] = sum(1); @a["b"] = sum(2);
	@b["c"] = sum(3);
	exit(0);
}

/* >>> out

  c                                                                 3
  b                                                                 2
  a                                                                 1
<<< */
