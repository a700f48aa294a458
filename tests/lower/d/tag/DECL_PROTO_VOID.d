int (*j)(int, void);
int b[int, void];

/* >>> err
DECL_PROTO_VOID.d:1:15: error: void is the only parameter, and without a name [DECL_PROTO_VOID]
    1 | int (*j)(int, void);
      |               ^^^^
DECL_PROTO_VOID.d:2:12: error: void is the only parameter, and without a name [DECL_PROTO_VOID]
    2 | int b[int, void];
      |            ^^^^
<<< */
