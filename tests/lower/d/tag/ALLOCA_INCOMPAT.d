BEGIN { p = (char *)curthread; }
BEGIN { p = (char *)alloca(8); }

/* >>> err
ALLOCA_INCOMPAT.d:2:13: error: 'p' holds ordinary pointers and cannot hold alloca() ones [ALLOCA_INCOMPAT]
    2 | BEGIN { p = (char *)alloca(8); }
      |             ^^^^^^^^^^^^^^^^^
<<< */
