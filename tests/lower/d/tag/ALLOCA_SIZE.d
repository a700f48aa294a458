BEGIN { x = alloca(257); }

/* >>> err
ALLOCA_SIZE.d:1:20: error: alloca() of 257 bytes, and there is room for 256 [ALLOCA_SIZE]
    1 | BEGIN { x = alloca(257); }
      |                    ^^^
      = hint: -x scratchsize=257 makes room
<<< */
