BEGIN {
	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
}
