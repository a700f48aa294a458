int f(a, b);

/* >>> err
DECL_IDENT.d:1:7: error: a parameter has a type, which 'a' is not [DECL_IDENT]
    1 | int f(a, b);
      |       ^
<<< */
