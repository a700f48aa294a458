BEGIN { @a = 1; }

/* >>> err
AGG_FUNC.d:1:14: error: an aggregation is assigned an aggregating function [AGG_FUNC]
    1 | BEGIN { @a = 1; }
      |              ^
      = hint: these are: count, sum, avg, min, max, stddev, quantize, lquantize, llquantize
<<< */
