long float c;

/* >>> err
DECL_LONGINT.d:1:1: error: that is no floating-point type [DECL_LONGINT]
    1 | long float c;
      | ^^^^^^^^^^
<<< */
