/* @@argv: 1 extra */
BEGIN { x = $1; }

/* >>> out
<<< */

/* >>> err like
...
.*extra.* \[MACRO_UNUSED\]
...
<<< */

/* >>> exit
1
<<< */
