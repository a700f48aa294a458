BEGIN { @ = llquantize(1, pid, 0, 6, 20); }

/* >>> err
LLQUANT_FACTORTYPE.d:1:27: error: factor of llquantize() must be a constant integer [LLQUANT_FACTORTYPE]
    1 | BEGIN { @ = llquantize(1, pid, 0, 6, 20); }
      |                           ^^^
<<< */
