BEGIN { x = 08; }

/* >>> out
<<< */

/* >>> err like
...
octal-digit\.d:1:\d+: error: .* \[INT_DIGIT\]
...
<<< */

/* >>> exit
1
<<< */
