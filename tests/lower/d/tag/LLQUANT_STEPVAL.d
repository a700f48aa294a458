BEGIN { @ = llquantize(1, 10, 0, 6, 7); }

/* >>> err
LLQUANT_STEPVAL.d:1:13: error: llquantize() steps less than the factor must divide it [LLQUANT_STEPVAL]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, 7); }
      |             ^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
