BEGIN { @a = count(); normalize(@a, "x"); normalize(@a, @a); }

/* >>> err
NORMALIZE_SCALAR.d:1:37: error: argument 2 of normalize() must be an integer, not string [NORMALIZE_SCALAR]
    1 | BEGIN { @a = count(); normalize(@a, "x"); normalize(@a, @a); }
      |                                     ^^^
NORMALIZE_SCALAR.d:1:57: error: argument 2 of normalize() must be an integer, and an aggregation has no value [NORMALIZE_SCALAR]
    1 | BEGIN { @a = count(); normalize(@a, "x"); normalize(@a, @a); }
      |                                                         ^^
<<< */
