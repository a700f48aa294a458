/* @@form: dtrace   @@args: -q */
BEGIN { trace(42); printf("|%d\n", 43); exit(0); }

/* >>> out
42|43
<<< */

/* >>> err
<<< */
