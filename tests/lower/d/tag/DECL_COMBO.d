int struct s { int a; } b;

/* >>> err
DECL_COMBO.d:1:5: error: two types in one declaration [DECL_COMBO]
    1 | int struct s { int a; } b;
      |     ^^^^^^
<<< */
