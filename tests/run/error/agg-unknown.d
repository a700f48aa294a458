BEGIN { printa(@nosuch); }

/* >>> out
<<< */

/* >>> err like
...
agg-unknown\.d:1:\d+: error: .* \[PRINTA_AGGBAD\]
...
<<< */

/* >>> exit
1
<<< */
