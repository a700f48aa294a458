BEGIN { printf("%s", 1); }
BEGIN { printf("%ws", "ab"); }

/* >>> err
PRINTF_ARG_TYPE.d:1:22: error: argument 2 does not fit %s: a string or char array is expected, not int [PRINTF_ARG_TYPE]
    1 | BEGIN { printf("%s", 1); }
      |                      ^
PRINTF_ARG_TYPE.d:2:23: error: argument 2 does not fit %ws: an array of 4-byte integers is expected, not string [PRINTF_ARG_TYPE]
    2 | BEGIN { printf("%ws", "ab"); }
      |                       ^^^^
<<< */
