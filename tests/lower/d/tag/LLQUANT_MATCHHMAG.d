BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 0, 5, 20); }

/* >>> err
LLQUANT_MATCHHMAG.d:1:46: error: high magnitude of llquantize() is 5, but 6 in an earlier use of @_ [LLQUANT_MATCHHMAG]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 0, 5, 20); }
      |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
