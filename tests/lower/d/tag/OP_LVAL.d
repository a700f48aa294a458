BEGIN { 1 = 2; }
BEGIN { strlen("x") = 2; }

/* >>> err
OP_LVAL.d:1:9: error: cannot assign to this: it is not a variable [OP_LVAL]
    1 | BEGIN { 1 = 2; }
      |         ^
OP_LVAL.d:2:9: error: cannot assign to what a call gives [OP_LVAL]
    2 | BEGIN { strlen("x") = 2; }
      |         ^^^^^^^^^^^
<<< */
