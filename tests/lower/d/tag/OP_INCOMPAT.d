int x;
BEGIN { x = "text"; }

/* >>> err
OP_INCOMPAT.d:2:13: error: cannot assign string to 'x', which is int [OP_INCOMPAT]
    2 | BEGIN { x = "text"; }
      |             ^^^^^^
<<< */
