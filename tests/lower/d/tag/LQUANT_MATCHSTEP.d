BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 0, 10, 2); }

/* >>> err
LQUANT_MATCHSTEP.d:1:38: error: step of lquantize() is 2, but 1 in an earlier use of @_ [LQUANT_MATCHSTEP]
    1 | BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 0, 10, 2); }
      |                                      ^^^^^^^^^^^^^^^^^^^^^^
<<< */
