BEGIN { stack(-1); }

/* >>> err
STACK_SIZE.d:1:15: error: argument 1 of stack() must be a positive constant integer [STACK_SIZE]
    1 | BEGIN { stack(-1); }
      |               ^^
<<< */
