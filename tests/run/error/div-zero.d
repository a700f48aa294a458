BEGIN { x = 1 / 0; }

/* >>> out
<<< */

/* >>> err like
...
div-zero\.d:1:\d+: error: .* \[DIV_ZERO\]
...
<<< */

/* >>> exit
1
<<< */
