BEGIN { printf(execname); }

/* >>> err
PRINTF_ARG_FMT.d:1:16: error: argument 1 of printf() must be a string literal, not string [PRINTF_ARG_FMT]
    1 | BEGIN { printf(execname); }
      |                ^^^^^^^^
<<< */
