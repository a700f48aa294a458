BEGIN { a["x"] = 1; a[1] = 2; }

/* >>> out
<<< */

/* >>> err like
...
key-type\.d:1:\d+: error: .* \[PROTO_ARG\]
...
<<< */

/* >>> exit
1
<<< */
