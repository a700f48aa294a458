BEGIN { @a = count(); @a = sum(1); }

/* >>> out
<<< */

/* >>> err like
...
agg-redef\.d:1:\d+: error: .* \[AGG_REDEF\]
...
<<< */

/* >>> exit
1
<<< */
