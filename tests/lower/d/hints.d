double d;
BEGIN { printf("100%\n"); d = d + 1; }

/* >>> err
hints.d:2:16: error: invalid or missing conversion specifier: "%\n" is not known [SYNTAX]
    2 | BEGIN { printf("100%\n"); d = d + 1; }
      |                ^^^^^^^^
hints.d:2:31: error: operands of + do not fit together: double and int [OP_INCOMPAT]
    2 | BEGIN { printf("100%\n"); d = d + 1; }
      |                               ^^^^^
      = hint: D calculates with integers only
<<< */
