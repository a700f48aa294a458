BEGIN { @ = llquantize(1, 1, 0, 2, 10); }

/* >>> out
<<< */

/* >>> err like
...
llquantize-factor\.d:1:\d+: error: .* \[LLQUANT_FACTORVAL\]
...
<<< */

/* >>> exit
1
<<< */
