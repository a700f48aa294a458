BEGIN /execname/ { x = 1; }

/* >>> out
<<< */

/* >>> err like
...
pred-scalar\.d:1:\d+: error: .* \[PRED_SCALAR\]
...
<<< */

/* >>> exit
1
<<< */
