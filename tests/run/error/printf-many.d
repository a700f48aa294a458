BEGIN { printf("%d\n", 1, 2); }

/* >>> out
<<< */

/* >>> err like
...
printf-many\.d:1:\d+: error: .* \[PRINTF_ARG_EXTRA\]
...
<<< */

/* >>> exit
1
<<< */
