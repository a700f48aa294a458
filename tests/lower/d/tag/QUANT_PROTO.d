BEGIN { @ = quantize(1, "a"); }

/* >>> err
QUANT_PROTO.d:1:25: error: the increment of quantize() must be a scalar, not string [QUANT_PROTO]
    1 | BEGIN { @ = quantize(1, "a"); }
      |                         ^^^
<<< */
