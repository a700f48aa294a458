BEGIN { trace(args); }

/* >>> err
IDENT_BADREF.d:1:15: error: 'args' cannot be used without an index [IDENT_BADREF]
    1 | BEGIN { trace(args); }
      |               ^^^^
<<< */
