BEGIN { @ = llquantize(1, 1, 0, 6, 20); }

/* >>> err
LLQUANT_FACTORVAL.d:1:13: error: llquantize() factor must be from 2 to 65535 [LLQUANT_FACTORVAL]
    1 | BEGIN { @ = llquantize(1, 1, 0, 6, 20); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
