struct b { int low : 3; };
BEGIN { trace(offsetof(struct b, low)); }

/* >>> err
OFFSETOF_BITFIELD.d:2:34: error: 'low' is a bit-field of struct b [OFFSETOF_BITFIELD]
    2 | BEGIN { trace(offsetof(struct b, low)); }
      |                                  ^^^
<<< */
