BEGIN { @ = lquantize(1, 0, 10, 20); }

/* >>> err
LQUANT_STEPLARGE.d:1:13: error: lquantize() step is larger than the range from base to limit [LQUANT_STEPLARGE]
    1 | BEGIN { @ = lquantize(1, 0, 10, 20); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^
<<< */
