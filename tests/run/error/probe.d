syscall::no_such_call:entry { x = 1; }

/* >>> out
<<< */

/* >>> err like
...
probe\.d:1:\d+: error: .* \[PDESC_ZERO\]
...
<<< */

/* >>> exit
2
<<< */
