BEGIN { trace(``main); }

/* >>> err
SYM_BADREF.d:1:15: error: 'main' is a symbol of the traced process, and there is none [SYM_BADREF]
    1 | BEGIN { trace(``main); }
      |               ^^^^^^
      = hint: name a process with -p or a command with -c
<<< */
