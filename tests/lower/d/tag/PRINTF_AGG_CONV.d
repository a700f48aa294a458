BEGIN { printf("%@d", 1); }

/* >>> err
PRINTF_AGG_CONV.d:1:17: error: %@ takes the value of an aggregation and is for printa() only [PRINTF_AGG_CONV]
    1 | BEGIN { printf("%@d", 1); }
      |                 ^^^
PRINTF_AGG_CONV.d:1:23: error: format takes 0 arguments, but 1 are given [PRINTF_ARG_EXTRA]
    1 | BEGIN { printf("%@d", 1); }
      |                       ^
<<< */
