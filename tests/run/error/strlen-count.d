BEGIN { x = strlen("a", "b"); }

/* >>> out
<<< */

/* >>> err like
...
strlen-count\.d:1:\d+: error: .* \[PROTO_LEN\]
...
<<< */

/* >>> exit
1
<<< */
