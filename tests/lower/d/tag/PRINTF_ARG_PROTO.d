BEGIN { printf("%d"); }

/* >>> err
PRINTF_ARG_PROTO.d:1:9: error: format has a %d for which there is no argument [PRINTF_ARG_PROTO]
    1 | BEGIN { printf("%d"); }
      |         ^^^^^^^^^^^^
<<< */
