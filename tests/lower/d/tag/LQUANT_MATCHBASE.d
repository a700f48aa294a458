BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 1, 10); }

/* >>> err
LQUANT_MATCHBASE.d:1:38: error: base of lquantize() is 1, but 0 in an earlier use of @_ [LQUANT_MATCHBASE]
    1 | BEGIN { @ = lquantize(1, 0, 10); @ = lquantize(1, 1, 10); }
      |                                      ^^^^^^^^^^^^^^^^^^^
<<< */
