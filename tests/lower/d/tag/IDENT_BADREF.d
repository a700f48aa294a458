BEGIN { trace(args); }
BEGIN { trace(count); }

/* >>> err
IDENT_BADREF.d:1:15: error: 'args' cannot be used without an index [IDENT_BADREF]
    1 | BEGIN { trace(args); }
      |               ^^^^
IDENT_BADREF.d:2:15: error: 'count' cannot be used without arguments [IDENT_BADREF]
    2 | BEGIN { trace(count); }
      |               ^^^^^
<<< */
