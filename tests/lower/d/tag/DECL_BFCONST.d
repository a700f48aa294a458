struct h { int x : "a"; };

/* >>> err
DECL_BFCONST.d:1:20: error: the width of a bit-field is a constant integer [DECL_BFCONST]
    1 | struct h { int x : "a"; };
      |                    ^^^
<<< */
