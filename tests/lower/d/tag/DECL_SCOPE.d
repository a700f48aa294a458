int f`g;

/* >>> err
DECL_SCOPE.d:1:5: error: a name that is declared has no ` scope [DECL_SCOPE]
    1 | int f`g;
      |     ^^^
<<< */
