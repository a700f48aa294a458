BEGIN { pid = 1; }

/* >>> err
OP_WRITE.d:1:9: error: built-in variables are read-only [OP_WRITE]
    1 | BEGIN { pid = 1; }
      |         ^^^
<<< */
