BEGIN { trace(~execname); }

/* >>> err
OP_INT.d:1:16: error: operand of ~ must be an integer, not string [OP_INT]
    1 | BEGIN { trace(~execname); }
      |                ^^^^^^^^
<<< */
