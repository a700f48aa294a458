BEGIN { speculate(1); exit(0); }

/* >>> err
EXIT_SPEC.d:1:23: error: exit() after speculate() [EXIT_SPEC]
    1 | BEGIN { speculate(1); exit(0); }
      |                       ^^^^^^^
<<< */
