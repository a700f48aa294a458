BEGIN { @ = llquantize(1, 10, 0, 100, 20); }

/* >>> err
LLQUANT_HMAGVAL.d:1:13: error: llquantize() factor to the power of high magnitude + 1 does not fit in 64 bits [LLQUANT_HMAGVAL]
    1 | BEGIN { @ = llquantize(1, 10, 0, 100, 20); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
