static typedef int t;

/* >>> err
DECL_CLASS.d:1:1: error: storage class static has no meaning in D [DECL_BADCLASS]
    1 | static typedef int t;
      | ^^^^^^
DECL_CLASS.d:1:8: error: two storage classes in one declaration [DECL_CLASS]
    1 | static typedef int t;
      |        ^^^^^^^
<<< */
