static int st;
self this int b;
BEGIN { }

/* >>> err
decl-class.d:1:1: error: storage class static has no meaning in D [DECL_BADCLASS]
    1 | static int st;
      | ^^^^^^
decl-class.d:2:6: error: two storage classes in one declaration [DECL_CLASS]
    2 | self this int b;
      |      ^^^^
<<< */
