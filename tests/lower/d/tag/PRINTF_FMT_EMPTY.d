BEGIN { printf(""); }

/* >>> err
PRINTF_FMT_EMPTY.d:1:16: error: the format of printf() is empty [PRINTF_FMT_EMPTY]
    1 | BEGIN { printf(""); }
      |                ^^
<<< */
