BEGIN { normalize(1, 2); }

/* >>> err
NORMALIZE_AGGARG.d:1:19: error: argument 1 of normalize() must be an aggregation [NORMALIZE_AGGARG]
    1 | BEGIN { normalize(1, 2); }
      |                   ^
<<< */
