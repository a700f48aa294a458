BEGIN { trace(&1); }

/* >>> err
ADDROF_LVAL.d:1:15: error: & needs an object in memory [ADDROF_LVAL]
    1 | BEGIN { trace(&1); }
      |               ^^
<<< */
