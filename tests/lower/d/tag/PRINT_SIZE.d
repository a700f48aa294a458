BEGIN { print((void *)1); }

/* >>> err
PRINT_SIZE.d:1:15: error: print() of void: its size is not known [PRINT_SIZE]
    1 | BEGIN { print((void *)1); }
      |               ^^^^^^^^^
<<< */
