BEGIN { printf("%d %d\n", 1); }

/* >>> out
<<< */

/* >>> err like
...
printf-few\.d:1:\d+: error: .* \[PRINTF_ARG_PROTO\]
...
<<< */

/* >>> exit
1
<<< */
