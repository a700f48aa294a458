struct h { int x : "a"; };
struct i { int x : 0; int y : -1; int : 0; };

/* >>> err
DECL_BFCONST.d:1:20: error: the width of a bit-field is a positive constant integer [DECL_BFCONST]
    1 | struct h { int x : "a"; };
      |                    ^^^
DECL_BFCONST.d:2:20: error: the width of a bit-field is a positive constant integer [DECL_BFCONST]
    2 | struct i { int x : 0; int y : -1; int : 0; };
      |                    ^
DECL_BFCONST.d:2:31: error: the width of a bit-field is a positive constant integer [DECL_BFCONST]
    2 | struct i { int x : 0; int y : -1; int : 0; };
      |                               ^^
<<< */
