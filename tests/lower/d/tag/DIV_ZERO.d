BEGIN { trace(1 / 0); }

/* >>> err
DIV_ZERO.d:1:19: error: division by zero [DIV_ZERO]
    1 | BEGIN { trace(1 / 0); }
      |                   ^
<<< */
