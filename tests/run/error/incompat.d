BEGIN { s = "x"; s = 1 + s; }

/* >>> out
<<< */

/* >>> err like
...
incompat\.d:1:\d+: error: .* \[(OP_INCOMPAT|OP_ARITH)\]
...
<<< */

/* >>> exit
1
<<< */
