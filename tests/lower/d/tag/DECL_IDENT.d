int f(int x);

/* >>> err
DECL_IDENT.d:1:1: error: functions cannot be declared in D [DECL_IDENT]
    1 | int f(int x);
      | ^^^^^^^^^^^^
<<< */
