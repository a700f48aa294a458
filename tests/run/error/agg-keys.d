BEGIN { @a[1] = count(); @a[1, 2] = count(); }

/* >>> out
<<< */

/* >>> err like
...
agg-keys\.d:1:\d+: error: .* \[PROTO_LEN\]
...
<<< */

/* >>> exit
1
<<< */
