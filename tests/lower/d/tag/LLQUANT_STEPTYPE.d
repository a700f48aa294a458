BEGIN { @ = llquantize(1, 10, 0, 6, pid); }

/* >>> err
LLQUANT_STEPTYPE.d:1:37: error: steps of llquantize() must be a constant integer [LLQUANT_STEPTYPE]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, pid); }
      |                                     ^^^
<<< */
