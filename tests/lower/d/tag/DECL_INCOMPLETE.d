struct nowhere;
struct nowhere v;

/* >>> err
DECL_INCOMPLETE.d:2:1: error: the variable's type is incomplete [DECL_INCOMPLETE]
    2 | struct nowhere v;
      | ^^^^^^^^^^^^^^^^
<<< */
