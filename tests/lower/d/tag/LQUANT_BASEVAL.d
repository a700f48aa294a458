BEGIN { @ = lquantize(1, 99999999999, 10); }

/* >>> err
LQUANT_BASEVAL.d:1:13: error: lquantize() base does not fit in 32 bits [LQUANT_BASEVAL]
    1 | BEGIN { @ = lquantize(1, 99999999999, 10); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
