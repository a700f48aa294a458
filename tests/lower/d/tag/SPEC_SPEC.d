BEGIN { speculate(1); speculate(1); }

/* >>> err
SPEC_SPEC.d:1:23: error: speculate() a second time in one clause [SPEC_SPEC]
    1 | BEGIN { speculate(1); speculate(1); }
      |                       ^^^^^^^^^^^^
<<< */
