BEGIN { trace(1); speculate(1); }

/* >>> err
SPEC_DREC.d:1:19: error: speculate() after data was recorded [SPEC_DREC]
    1 | BEGIN { trace(1); speculate(1); }
      |                   ^^^^^^^^^^^^
<<< */
