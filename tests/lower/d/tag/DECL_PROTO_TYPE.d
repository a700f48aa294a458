int a[void];

/* >>> err
DECL_PROTO_TYPE.d:1:7: error: void cannot be a key [DECL_PROTO_TYPE]
    1 | int a[void];
      |       ^^^^
<<< */
