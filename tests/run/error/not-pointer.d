BEGIN { x = 1; y = x->z; }

/* >>> out
<<< */

/* >>> err like
...
not-pointer\.d:1:\d+: error: .* \[OP_PTR\]
...
<<< */

/* >>> exit
1
<<< */
