/* @@form: dtrace   @@args: -xerrtags */
BEGIN { trace(1 / 0); }

/* >>> out
<<< */

/* >>> err like
dtrace: failed to compile script errtags.d: \[D_DIV_ZERO\] line 2: .*
...
<<< */

/* >>> exit
1
<<< */
