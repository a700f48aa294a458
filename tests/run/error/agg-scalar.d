/* @@why: the example of the house: caret under the argument */
BEGIN
{
	@sizes[execname] = quantize(execname);
}

/* >>> out
<<< */

/* >>> err like
agg-scalar\.d:4:30: error: .* \[AGG_SCALAR\]
    4 \| 	@sizes\[execname\] = quantize\(execname\);
      \| [ 	]{29,}\^{8}
...
<<< */

/* >>> exit
1
<<< */
