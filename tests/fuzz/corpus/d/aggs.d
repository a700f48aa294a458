tick-1s {
	@ = count(); @s[pid] = sum(arg0); @q = quantize(arg0, 2); @l = lquantize(arg0, 0, 100, 10); @l = lquantize(arg0, 0, 100, 10, -1);
	@ll = llquantize(arg0, 10, 0, 6, 20); @k[stack(3), execname, arg0] = avg(arg1); @d = stddev(arg0);
}
END { printa(@s); printa("%d %@d\n", @s); trunc(@s, 10); clear(@q); normalize(@s, 3); denormalize(@s); }
