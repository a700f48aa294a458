struct h { int *x : 4; };

/* >>> err
DECL_BFTYPE.d:1:12: error: a bit-field has an integer type [DECL_BFTYPE]
    1 | struct h { int *x : 4; };
      |            ^^^^^^
<<< */
