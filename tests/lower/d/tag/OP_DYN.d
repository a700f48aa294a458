BEGIN { x = (void)1; }

/* >>> err
OP_DYN.d:1:13: error: void cannot be stored in a variable [OP_DYN]
    1 | BEGIN { x = (void)1; }
      |             ^^^^^^^
<<< */
