inline int f[int] = 1;

/* >>> err
DECL_PROTO_FORM.d:1:14: error: a parameter of an inline has a name [DECL_PROTO_FORM]
    1 | inline int f[int] = 1;
      |              ^^^
<<< */
