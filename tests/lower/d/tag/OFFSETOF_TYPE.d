BEGIN { trace(offsetof(int, x)); }

/* >>> err
OFFSETOF_TYPE.d:1:24: error: offsetof needs a complete struct or union, not int [OFFSETOF_TYPE]
    1 | BEGIN { trace(offsetof(int, x)); }
      |                        ^^^
<<< */
