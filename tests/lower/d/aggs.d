tick-1s {
	@ = count(); @s[pid] = sum(arg0); @q = quantize(arg0, 2); @l = lquantize(arg0, 0, 100, 10); @l = lquantize(arg0, 0, 100, 10, -1);
	@ll = llquantize(arg0, 10, 0, 6, 20); @k[stack(3), execname, arg0] = avg(arg1); @d = stddev(arg0);
}
END { printa(@s); printa("%d %@d\n", @s); trunc(@s, 10); clear(@q); normalize(@s, 3); denormalize(@s); }

/* >>> prog
global _ stat count
global s[pid_t] stat sum
global q stat quantize resets
global l stat lquantize(0, 100, 10)
global ll stat llquantize(10, 0, 6, 20)
global k[stack<3>, string<16>, long] stat avg
global d stat stddev
clause 1 kernel
  probe profile:::tick-1s
  @_ = count()
  @s[pid] = sum(arg0)
  @q = quantize(arg0) incr 2
  @l = lquantize(arg0)
  @l = lquantize(arg0) incr -1
  @ll = llquantize(arg0)
  @k[stack(3), execname, arg0] = avg(arg1)
  @d = stddev(arg0)
clause 2 kernel
  probe dtrace:::END
  defer printa @s
  defer printa "%d %@d\n" @s
  defer trunc @s 10
  defer clear @q
  defer normalize @s 3
  defer denormalize @s
<<< */
