struct h { int x : 40; };

/* >>> err
DECL_BFSIZE.d:1:20: error: the bit-field is wider than its type [DECL_BFSIZE]
    1 | struct h { int x : 40; };
      |                    ^^
<<< */
