BEGIN { @ = lquantize(1, 10, 0, 1); }

/* >>> out
<<< */

/* >>> err like
...
lquantize-step\.d:1:\d+: error: .* \[LQUANT_MISMATCH\]
...
<<< */

/* >>> exit
1
<<< */
