int a[void];
int b[int, void];

/* >>> err
DECL_PROTO_TYPE.d:1:7: error: void cannot be a key [DECL_PROTO_TYPE]
    1 | int a[void];
      |       ^^^^
DECL_PROTO_TYPE.d:2:12: error: void cannot be a key [DECL_PROTO_TYPE]
    2 | int b[int, void];
      |            ^^^^
<<< */
