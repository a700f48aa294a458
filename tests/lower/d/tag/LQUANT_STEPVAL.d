BEGIN { @ = lquantize(1, 0, 10, 99999999); }

/* >>> err
LQUANT_STEPVAL.d:1:13: error: lquantize() step must be from 1 to 65535 [LQUANT_STEPVAL]
    1 | BEGIN { @ = lquantize(1, 0, 10, 99999999); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
