BEGIN { @ = llquantize(1, 10, -1, 6, 20); }

/* >>> err
LLQUANT_LMAGVAL.d:1:13: error: llquantize() low magnitude must be from 0 to 65535 [LLQUANT_LMAGVAL]
    1 | BEGIN { @ = llquantize(1, 10, -1, 6, 20); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
