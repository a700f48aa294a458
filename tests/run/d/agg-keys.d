/* @@why: each kind of key in its own column width; sorted by value, then key */
BEGIN
{
	@i["a", 1, 2L, (short)3, (char)4] = sum(1);
	@s["beta"] = sum(2); @s["alpha"] = sum(2); @s["gamma"] = sum(1);
	@n[-1] = sum(5); @n[1] = sum(5);
	exit(0);
}

/* >>> out

  a                                                         1                2     3   4                1
  gamma                                                             1
  alpha                                                             2
  beta                                                              2
        1                5
       -1                5
<<< */
