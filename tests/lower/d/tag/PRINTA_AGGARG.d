BEGIN { printa("%d", 1); }

/* >>> err
PRINTA_AGGARG.d:1:22: error: argument 2 of printa() must be an aggregation [PRINTA_AGGARG]
    1 | BEGIN { printa("%d", 1); }
      |                      ^
<<< */
