int x[int, ...];

/* >>> err
DECL_PROTO_VARARGS.d:1:12: error: the number of an array's keys is fixed: no ... [DECL_PROTO_VARARGS]
    1 | int x[int, ...];
      |            ^^^
<<< */
