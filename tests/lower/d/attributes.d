signed unsigned a;
unsigned float b;
long struct foo c;
unsigned pid_t d;
long pid_t *e;
unsigned string f;
unsigned size_t;
BEGIN { trace((int)"5"); trace((char *)"5"); (void)strlen("x"); }

/* >>> err
attributes.d:1:1: error: signed and unsigned in one declaration [DECL_COMBO]
    1 | signed unsigned a;
      | ^^^^^^^^^^^^^^^
attributes.d:2:1: error: signed and unsigned go with integers [DECL_SIGNINT]
    2 | unsigned float b;
      | ^^^^^^^^^^^^^^
attributes.d:3:1: error: short and long go with integers [DECL_LONGINT]
    3 | long struct foo c;
      | ^^^^^^^^^^^^^^^
attributes.d:4:1: error: signed and unsigned go with integers [DECL_SIGNINT]
    4 | unsigned pid_t d;
      | ^^^^^^^^^^^^^^
attributes.d:5:1: error: short and long go with integers [DECL_LONGINT]
    5 | long pid_t *e;
      | ^^^^^^^^^^
attributes.d:6:1: error: signed and unsigned go with integers [DECL_SIGNINT]
    6 | unsigned string f;
      | ^^^^^^^^^^^^^^^
attributes.d:8:15: error: cannot cast string to int [CAST_INVAL]
    8 | BEGIN { trace((int)"5"); trace((char *)"5"); (void)strlen("x"); }
      |               ^^^^^^^^
<<< */
