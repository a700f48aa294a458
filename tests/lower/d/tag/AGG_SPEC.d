BEGIN { speculate(1); @a = count(); }

/* >>> err
AGG_SPEC.d:1:23: error: aggregation after speculate() [AGG_SPEC]
    1 | BEGIN { speculate(1); @a = count(); }
      |                       ^^^^^^^^^^^^
<<< */
