BEGIN { @ = llquantize(1, 10, pid, 6, 20); }

/* >>> err
LLQUANT_LMAGTYPE.d:1:31: error: low magnitude of llquantize() must be a constant integer [LLQUANT_LMAGTYPE]
    1 | BEGIN { @ = llquantize(1, 10, pid, 6, 20); }
      |                               ^^^
<<< */
