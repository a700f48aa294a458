BEGIN { printf("%@d\n", 1); }

/* >>> out
<<< */

/* >>> err like
...
printf-agg\.d:1:\d+: error: .* \[PRINTF_AGG_CONV\]
...
<<< */

/* >>> exit
1
<<< */
