int v[];

/* >>> err
DECL_ARRNULL.d:1:1: error: the array needs a dimension [DECL_ARRNULL]
    1 | int v[];
      | ^^^^^^^
<<< */
