BEGIN { @ = lquantize(1, 0, 10, pid); }

/* >>> err
LQUANT_STEPTYPE.d:1:33: error: step of lquantize() must be a constant integer [LQUANT_STEPTYPE]
    1 | BEGIN { @ = lquantize(1, 0, 10, pid); }
      |                                 ^^^
<<< */
