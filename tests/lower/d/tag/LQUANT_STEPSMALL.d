BEGIN { @ = lquantize(1, 0, 1000000, 1); }

/* >>> err
LQUANT_STEPSMALL.d:1:13: error: lquantize() step is too small: it gives more than 65535 levels [LQUANT_STEPSMALL]
    1 | BEGIN { @ = lquantize(1, 0, 1000000, 1); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
