int;

/* >>> err
DECL_USELESS.d:1:1: error: the declaration declares nothing [DECL_USELESS]
    1 | int;
      | ^^^^
<<< */
