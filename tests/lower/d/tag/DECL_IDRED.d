int x;
string x;

/* >>> err
DECL_IDRED.d:2:8: error: 'x' is already declared with another type [DECL_IDRED]
    2 | string x;
      |        ^
<<< */
