struct nowhere;
BEGIN { trace(*(struct nowhere *)1); }

/* >>> err
OP_INCOMPLETE.d:2:16: error: struct nowhere is an incomplete type [OP_INCOMPLETE]
    2 | BEGIN { trace(*(struct nowhere *)1); }
      |                ^^^^^^^^^^^^^^^^^^^
<<< */
