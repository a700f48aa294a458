/* @@args: -- one */
BEGIN { trace(1); }

/* >>> err
MACRO_UNUSED.d:1:1: error: extraneous argument 'one' ($1 is not referenced) [MACRO_UNUSED]
    1 | /* @@args: -- one */
      | ^
<<< */
