struct b { int low : 3; };
struct b *p;
BEGIN { trace(&p->low); }

/* >>> err
ADDROF_BITFIELD.d:3:15: error: a bit-field has no address [ADDROF_BITFIELD]
    3 | BEGIN { trace(&p->low); }
      |               ^^^^^^^
<<< */
