BEGIN { trace(sizeof (void)); }

/* >>> err
SIZEOF_TYPE.d:1:15: error: the size of void is not known [SIZEOF_TYPE]
    1 | BEGIN { trace(sizeof (void)); }
      |               ^^^^^^^^^^^^^
<<< */
