BEGIN { tracemem(1, pid); }

/* >>> err
TRACEMEM_SIZE.d:1:21: error: argument 2 of tracemem() must be a positive constant integer [TRACEMEM_SIZE]
    1 | BEGIN { tracemem(1, pid); }
      |                     ^^^
<<< */
