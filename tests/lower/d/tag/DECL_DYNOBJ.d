struct m { int x[int]; };

/* >>> err
DECL_DYNOBJ.d:1:17: error: an associative array is a variable of its own, not part of a type [DECL_DYNOBJ]
    1 | struct m { int x[int]; };
      |                 ^^^^^
<<< */
