BEGIN { trunc(1); }

/* >>> err
TRUNC_AGGARG.d:1:15: error: argument 1 of trunc() must be an aggregation [TRUNC_AGGARG]
    1 | BEGIN { trunc(1); }
      |               ^
<<< */
