BEGIN { printf("%d", 1, 2); }

/* >>> err
PRINTF_ARG_EXTRA.d:1:25: error: format takes 1 arguments, but 2 are given [PRINTF_ARG_EXTRA]
    1 | BEGIN { printf("%d", 1, 2); }
      |                         ^
<<< */
