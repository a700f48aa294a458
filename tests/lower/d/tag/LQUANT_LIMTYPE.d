BEGIN { @ = lquantize(1, 1, pid); }

/* >>> err
LQUANT_LIMTYPE.d:1:29: error: limit of lquantize() must be a constant integer [LQUANT_LIMTYPE]
    1 | BEGIN { @ = lquantize(1, 1, pid); }
      |                             ^^^
<<< */
