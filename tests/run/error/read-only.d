BEGIN { pid = 1; }

/* >>> out
<<< */

/* >>> err like
...
read-only\.d:1:\d+: error: .* \[OP_WRITE\]
...
<<< */

/* >>> exit
1
<<< */
