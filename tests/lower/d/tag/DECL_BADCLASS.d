static int x;

/* >>> err
DECL_BADCLASS.d:1:1: error: storage class static has no meaning in D [DECL_BADCLASS]
    1 | static int x;
      | ^^^^^^
<<< */
