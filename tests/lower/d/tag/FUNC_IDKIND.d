int x;
BEGIN { x(1); }

/* >>> err
FUNC_IDKIND.d:2:9: error: 'x' is a variable, not a function [FUNC_IDKIND]
    2 | BEGIN { x(1); }
      |         ^
<<< */
