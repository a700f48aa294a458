void v;

/* >>> err
DECL_VOIDOBJ.d:1:1: error: a variable of type void [DECL_VOIDOBJ]
    1 | void v;
      | ^^^^^^
<<< */
