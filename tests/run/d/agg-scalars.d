/* @@why: each function on the same three values; D, Aggregations */
BEGIN
{
	@a["count"] = count(); @a["count"] = count(); @a["count"] = count();
	@b = sum(10); @b = sum(20); @b = sum(33);
	@c = min(10); @c = min(20); @c = min(33);
	@d = max(10); @d = max(20); @d = max(33);
	@e = avg(10); @e = avg(20); @e = avg(33);
	@f = stddev(10); @f = stddev(20); @f = stddev(33);
	exit(0);
}

/* >>> out

  count                                                             3
               63
               10
               33
               21
                9
<<< */
