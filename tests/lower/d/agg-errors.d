BEGIN {
	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
}

/* >>> err
agg-errors.d:2:21: error: @a is used with count(), and here with sum() [AGG_REDEF]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                   ^^^^^^
agg-errors.d:2:2: note: first used here
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	^^
agg-errors.d:2:46: error: @b[ ] prototype mismatch: 0 keys passed, 1 expected [PROTO_LEN]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                                            ^^
agg-errors.d:2:65: error: unknown aggregating function foo() [FUNC_UNDEF]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                                                               ^^^^^
      = hint: these are: count, sum, avg, min, max, stddev, quantize, lquantize, llquantize
agg-errors.d:2:77: error: an aggregation is assigned an aggregating function [AGG_FUNC]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                                                                           ^^^^^^^^^^^
      = hint: these are: count, sum, avg, min, max, stddev, quantize, lquantize, llquantize
agg-errors.d:2:104: error: argument 1 of quantize() must be a scalar, not string [AGG_SCALAR]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                                                                                                      ^^^^^^^^
      = hint: for a table of names, key by the name and use count()
agg-errors.d:2:120: error: lquantize() base must be less than its limit [LQUANT_MISMATCH]
    2 | 	@a = count(); @a = sum(1); @b[1] = count(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a;...
      | 	                                                                                                                      ^^^^^^^^^^^^^^^^^^^
agg-errors.d:2:160: error: base of lquantize() must be a constant integer [LQUANT_BASETYPE]
    2 | ...nt(); @b = count(); @c = foo(); @d = strlen("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz)...
      |                                                                                                                            ^^^^
agg-errors.d:2:201: error: limit of lquantize() is 20, but 10 in an earlier use of @g [LQUANT_MATCHLIM]
    2 | ...en("x"); @e = quantize(execname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s"...
      |                                                                                                                            ^^^^^^^^^^^^^^^^^^^
agg-errors.d:2:227: error: sum() takes (int), not 0 arguments [PROTO_LEN]
    2 | ...cname); @f = lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[...
      |                                                                                                                            ^^^^^
agg-errors.d:2:238: error: an aggregation has no value in an expression [AGG_NULL]
    2 | ...= lquantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = cou...
      |                                                                                                                            ^^
      = hint: assign to it, @a[...] = count(), or give it to printa(), clear(), trunc()
agg-errors.d:2:242: error: an aggregation has no value in an expression [AGG_NULL]
    2 | ...uantize(1, 10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count()...
      |                                                                                                                            ^^
      = hint: assign to it, @a[...] = count(), or give it to printa(), clear(), trunc()
agg-errors.d:2:253: error: aggregation @zz is not defined before this [PRINTA_AGGBAD]
    2 | ...10, 5); @f2 = lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^^
      = hint: it becomes defined by an assignment: @zz[...] = count();
agg-errors.d:2:266: error: argument 1 of printa() must be an aggregation [PRINTA_AGGARG]
    2 | ... lquantize(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^
agg-errors.d:2:276: error: aggregation @zz is not defined before this [CLEAR_AGGBAD]
    2 | ...(1, arg0, 5); @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^^
      = hint: it becomes defined by an assignment: @zz[...] = count();
agg-errors.d:2:288: error: argument 1 of trunc() must be an aggregation [TRUNC_AGGARG]
    2 | ...; @g = lquantize(1, 0, 10); @g = lquantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^
agg-errors.d:2:323: error: key 1 does not fit %s: a string or char array is expected, not int [PRINTF_ARG_TYPE]
    2 | ...uantize(1, 0, 20); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^
agg-errors.d:2:339: error: @b has 1 keys, but @a has 0 [PRINTA_AGGPROTO]
    2 | ...); @h = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^
agg-errors.d:2:344: error: an aggregation is indexed once: @a[key, key] [AGG_MDIM]
    2 | ... = sum(); x = @a; @a; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^^^^^^^
agg-errors.d:2:364: error: an aggregation has no ++ and --: use @a = count() or sum() [AGG_NULL]
    2 | ...; printa(@zz); printa(1); clear(@zz); trunc(a); printa("%d", @b); printa("%s", @b); printa(@a, @b); @a[1][2] = count(); @a++;
      |                                                                                                                            ^^^^
<<< */
