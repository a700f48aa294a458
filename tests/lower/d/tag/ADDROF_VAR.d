int x;
BEGIN { trace(&x); }

/* >>> err
ADDROF_VAR.d:2:15: error: cannot take address of dynamic variable [ADDROF_VAR]
    2 | BEGIN { trace(&x); }
      |               ^^
<<< */
