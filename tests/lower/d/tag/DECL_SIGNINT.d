unsigned struct s { int a; } b;

/* >>> err
DECL_SIGNINT.d:1:1: error: signed and unsigned go with integers [DECL_SIGNINT]
    1 | unsigned struct s { int a; } b;
      | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
