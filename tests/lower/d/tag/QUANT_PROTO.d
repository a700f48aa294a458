BEGIN { @ = quantize(); }

/* >>> err
QUANT_PROTO.d:1:13: error: quantize() takes (int, [int]), not 0 arguments [QUANT_PROTO]
    1 | BEGIN { @ = quantize(); }
      |             ^^^^^^^^^^
<<< */
