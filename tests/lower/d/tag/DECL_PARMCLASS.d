int (*fp)(static int);

/* >>> err
DECL_PARMCLASS.d:1:11: error: a parameter has no storage class [DECL_PARMCLASS]
    1 | int (*fp)(static int);
      |           ^^^^^^
<<< */
