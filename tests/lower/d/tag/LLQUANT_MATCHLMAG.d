BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 1, 6, 20); }

/* >>> err
LLQUANT_MATCHLMAG.d:1:46: error: low magnitude of llquantize() is 1, but 0 in an earlier use of @_ [LLQUANT_MATCHLMAG]
    1 | BEGIN { @ = llquantize(1, 10, 0, 6, 20); @ = llquantize(1, 10, 1, 6, 20); }
      |                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
