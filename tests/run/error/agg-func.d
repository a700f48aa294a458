BEGIN { @a = strlen("x"); }

/* >>> out
<<< */

/* >>> err like
...
agg-func\.d:1:\d+: error: .* \[AGG_FUNC\]
...
<<< */

/* >>> exit
1
<<< */
