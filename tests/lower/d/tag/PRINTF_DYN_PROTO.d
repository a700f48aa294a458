BEGIN { printf("%*d"); }

/* >>> err
PRINTF_DYN_PROTO.d:1:9: error: format has a * for the width but no argument for it [PRINTF_DYN_PROTO]
    1 | BEGIN { printf("%*d"); }
      |         ^^^^^^^^^^^^^
<<< */
