BEGIN { tracemem(execname, 4); }

/* >>> err
TRACEMEM_ADDR.d:1:18: error: argument 1 of tracemem() must be an address, not string [TRACEMEM_ADDR]
    1 | BEGIN { tracemem(execname, 4); }
      |                  ^^^^^^^^
<<< */
