BEGIN { x = trace(1); }

/* >>> err
OP_ACT.d:1:13: error: trace() is an action and cannot be part of an expression [OP_ACT]
    1 | BEGIN { x = trace(1); }
      |             ^^^^^^^^
      = hint: make it a statement of its own
<<< */
