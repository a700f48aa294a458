BEGIN { x = strlen(1); }

/* >>> out
<<< */

/* >>> err like
...
strlen-arg\.d:1:\d+: error: .* \[PROTO_ARG\]
...
<<< */

/* >>> exit
1
<<< */
