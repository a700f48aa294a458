BEGIN { @ = lquantize(1, pid, 10); }

/* >>> err
LQUANT_BASETYPE.d:1:26: error: base of lquantize() must be a constant integer [LQUANT_BASETYPE]
    1 | BEGIN { @ = lquantize(1, pid, 10); }
      |                          ^^^
<<< */
