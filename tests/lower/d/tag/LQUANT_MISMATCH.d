BEGIN { @ = lquantize(1, 10, 1); }

/* >>> err
LQUANT_MISMATCH.d:1:13: error: lquantize() base must be less than its limit [LQUANT_MISMATCH]
    1 | BEGIN { @ = lquantize(1, 10, 1); }
      |             ^^^^^^^^^^^^^^^^^^^
<<< */
