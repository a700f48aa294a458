BEGIN { @ = lquantize(1, 1, 99999999999); }

/* >>> err
LQUANT_LIMVAL.d:1:13: error: lquantize() limit does not fit in 32 bits [LQUANT_LIMVAL]
    1 | BEGIN { @ = lquantize(1, 1, 99999999999); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
