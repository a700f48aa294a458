BEGIN { trace(99999999999999999999999); }

/* >>> err
INT_OFLOW.d:1:15: error: integer constant '99999999999999999999999' does not fit in 64 bits [INT_OFLOW]
    1 | BEGIN { trace(99999999999999999999999); }
      |               ^^^^^^^^^^^^^^^^^^^^^^^
<<< */
