BEGIN { printf("%s\n", 1); }

/* >>> out
<<< */

/* >>> err like
...
printf-type\.d:1:\d+: error: .* \[PRINTF_ARG_TYPE\]
...
<<< */

/* >>> exit
1
<<< */
