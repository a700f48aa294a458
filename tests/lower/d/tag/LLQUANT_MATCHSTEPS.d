BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 0, 6, 10); }

/* >>> err
LLQUANT_MATCHSTEPS.d:1:46: error: steps of llquantize() is 10, but 20 in an earlier use of @_ [LLQUANT_MATCHSTEPS]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 0, 6, 10); }
      |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
