BEGIN { @ = llquantize(1, 10, 0, pid, 20); }

/* >>> err
LLQUANT_HMAGTYPE.d:1:34: error: high magnitude of llquantize() must be a constant integer [LLQUANT_HMAGTYPE]
    1 | BEGIN { @ = llquantize(1, 10, 0, pid, 20); }
      |                                  ^^^
<<< */
