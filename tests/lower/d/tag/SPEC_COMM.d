BEGIN { commit(1); speculate(1); }

/* >>> err
SPEC_COMM.d:1:20: error: speculate() after commit() [SPEC_COMM]
    1 | BEGIN { commit(1); speculate(1); }
      |                    ^^^^^^^^^^^^
<<< */
