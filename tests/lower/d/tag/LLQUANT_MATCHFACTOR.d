BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 20, 0, 6, 20); }

/* >>> err
LLQUANT_MATCHFACTOR.d:1:46: error: factor of llquantize() is 20, but 10 in an earlier use of @_ [LLQUANT_MATCHFACTOR]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 20, 0, 6, 20); }
      |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
