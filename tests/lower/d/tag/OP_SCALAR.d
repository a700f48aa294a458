BEGIN { trace(!*curthread); }

/* >>> err
OP_SCALAR.d:1:16: error: operand of ! must be a scalar, not struct task_struct [OP_SCALAR]
    1 | BEGIN { trace(!*curthread); }
      |                ^^^^^^^^^^
<<< */
