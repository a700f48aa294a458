#pragma D nosuch
BEGIN { exit(0); }

/* >>> out
<<< */

/* >>> err like
...
pragma\.d:1:\d+: error: .* \[PRAGMA_INVAL\]
...
<<< */

/* >>> exit
1
<<< */
