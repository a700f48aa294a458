BEGIN { trace(``main); }

/* >>> err
SYM_BADREF.d:1:15: error: user-level symbols (``main) are not supported in expressions [SYM_BADREF]
    1 | BEGIN { trace(``main); }
      |               ^^^^^^
<<< */
