int (*fp)(static int);
int a[self int];
inline int f[auto int x] = x;

/* >>> err
DECL_PARMCLASS.d:1:11: error: a parameter has no storage class [DECL_PARMCLASS]
    1 | int (*fp)(static int);
      |           ^^^^^^
DECL_PARMCLASS.d:2:7: error: a parameter has no storage class [DECL_PARMCLASS]
    2 | int a[self int];
      |       ^^^^
DECL_PARMCLASS.d:3:14: error: a parameter has no storage class [DECL_PARMCLASS]
    3 | inline int f[auto int x] = x;
      |              ^^^^
<<< */
