BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 0, 20); }

/* >>> err
LQUANT_MATCHLIM.d:1:38: error: limit of lquantize() is 20, but 10 in an earlier use of @_ [LQUANT_MATCHLIM]
    1 | BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 0, 20); }
      |                                      ^^^^^^^^^^^^^^^^^^^
<<< */
