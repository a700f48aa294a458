BEGIN { clear(1); }

/* >>> err
CLEAR_AGGARG.d:1:15: error: argument 1 of clear() must be an aggregation [CLEAR_AGGARG]
    1 | BEGIN { clear(1); }
      |               ^
<<< */
