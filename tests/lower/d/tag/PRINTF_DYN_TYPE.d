BEGIN { printf("%*d", "x", 1); }

/* >>> err
PRINTF_DYN_TYPE.d:1:23: error: argument 2 gives the width and must be an integer, not string [PRINTF_DYN_TYPE]
    1 | BEGIN { printf("%*d", "x", 1); }
      |                       ^^^
<<< */
