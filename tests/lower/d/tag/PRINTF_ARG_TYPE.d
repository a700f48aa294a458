BEGIN { printf("%s", 1); }

/* >>> err
PRINTF_ARG_TYPE.d:1:22: error: argument 2 does not fit %s: a string or char array is expected, not int [PRINTF_ARG_TYPE]
    1 | BEGIN { printf("%s", 1); }
      |                      ^
<<< */
