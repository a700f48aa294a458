struct s { int a; };
struct s { int b; };

/* >>> err
DECL_TYPERED.d:2:1: error: type 's' is already declared [DECL_TYPERED]
    2 | struct s { int b; };
      | ^^^^^^^^^^^^^^^^^^^
<<< */
