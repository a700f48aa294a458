int (*k)(void x);

/* >>> err
DECL_PROTO_NAME.d:1:10: error: void is the only parameter, and without a name [DECL_PROTO_NAME]
    1 | int (*k)(void x);
      |          ^^^^^^
<<< */
