int d[1000000000];

/* >>> err
DECL_ARRBIG.d:1:6: error: the array is larger than a megabyte [DECL_ARRBIG]
    1 | int d[1000000000];
      |      ^^^^^^^^^^^^
<<< */
