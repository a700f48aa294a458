/* @@args: -- 99999999999999999999999 */
BEGIN { trace($1); }

/* >>> err
MACRO_OFLOW.d:2:15: error: the value '99999999999999999999999' does not fit in 64 bits [MACRO_OFLOW]
    2 | BEGIN { trace($1); }
      |               ^^
<<< */
