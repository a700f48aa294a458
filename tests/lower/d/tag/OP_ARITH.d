BEGIN { trace(-execname); }

/* >>> err
OP_ARITH.d:1:16: error: operand of - must be an integer, not string [OP_ARITH]
    1 | BEGIN { trace(-execname); }
      |                ^^^^^^^^
<<< */
