int a[...];
provider p { probe goes(int, ...); };
BEGIN { x = offsetof(struct s, a.b[2].c); }

/* >>> err
varargs.d:1:7: error: the number of an array's keys is fixed: no ... [DECL_PROTO_VARARGS]
    1 | int a[...];
      |       ^^^
varargs.d:2:30: error: the number of a probe's arguments is fixed: no ... [DECL_PROTO_VARARGS]
    2 | provider p { probe goes(int, ...); };
      |                              ^^^
<<< */
