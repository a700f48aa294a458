BEGIN { x = $3; }

/* >>> out
<<< */

/* >>> err like
...
macro\.d:1:\d+: error: .* \[MACRO_UNDEF\]
...
<<< */

/* >>> exit
1
<<< */
