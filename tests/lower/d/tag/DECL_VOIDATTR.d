unsigned void *b;

/* >>> err
DECL_VOIDATTR.d:1:1: error: void has no attributes [DECL_VOIDATTR]
    1 | unsigned void *b;
      | ^^^^^^^^^^^^^
<<< */
