struct b { int low : 3; };
struct b *p;
BEGIN { trace(sizeof (p->low)); }

/* >>> err
SIZEOF_BITFIELD.d:3:15: error: sizeof of a bit-field [SIZEOF_BITFIELD]
    3 | BEGIN { trace(sizeof (p->low)); }
      |               ^^^^^^^^^^^^^^^
<<< */
