/* @@why: signed data; avg truncates toward zero; an untouched CPU is no zero */
BEGIN
{
	@b = sum(-10); @b = sum(3);
	@c = min(5); @c = min(9);
	@d = max(-5); @d = max(-9);
	@e = avg(-3); @e = avg(-4);
	exit(0);
}

/* >>> out

               -7
                5
               -5
               -3
<<< */
