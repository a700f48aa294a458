BEGIN { x = 99999999999999999999; }

/* >>> out
<<< */

/* >>> err like
...
int-overflow\.d:1:\d+: error: .* \[INT_OFLOW\]
...
<<< */

/* >>> exit
1
<<< */
