BEGIN { trace(; }

/* >>> err
SYNTAX.d:1:15: error: syntax error near ";": expected an expression [SYNTAX]
    1 | BEGIN { trace(; }
      |               ^
<<< */
