BEGIN { @a = count(); trunc(@a, "1"); trunc(@a, @a); }

/* >>> err
TRUNC_SCALAR.d:1:33: error: argument 2 of trunc() must be an integer, not string [TRUNC_SCALAR]
    1 | BEGIN { @a = count(); trunc(@a, "1"); trunc(@a, @a); }
      |                                 ^^^
TRUNC_SCALAR.d:1:49: error: argument 2 of trunc() must be an integer, and an aggregation has no value [TRUNC_SCALAR]
    1 | BEGIN { @a = count(); trunc(@a, "1"); trunc(@a, @a); }
      |                                                 ^^
<<< */
