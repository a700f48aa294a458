BEGIN { nosuch(1); }

/* >>> err
FUNC_UNDEF.d:1:9: error: unknown function nosuch() [FUNC_UNDEF]
    1 | BEGIN { nosuch(1); }
      |         ^^^^^^
<<< */
