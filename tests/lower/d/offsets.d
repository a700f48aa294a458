struct in { int x; int y; };
struct s { char c; struct in a; struct in v[3]; int low : 3; };
BEGIN { trace(offsetof(struct s, a.y)); trace(offsetof(struct s, v[2])); trace(offsetof(struct s, v[1 + 1].y)); trace(offsetof(struct s, v[n].y)); }
BEGIN { trace(offsetof(struct s, c.y)); trace(offsetof(struct s, a[1])); trace(offsetof(struct s, a.z)); trace(offsetof(struct s, low)); }

/* >>> err
offsets.d:3:140: error: offsetof takes constant indices, of arrays [ARR_BOUNDS]
    3 | BEGIN { trace(offsetof(struct s, a.y)); trace(offsetof(struct s, v[2])); trace(offsetof(struct s, v[1 + 1].y)); trace(offsetof(struct s, v[n].y)); }
      |                                                                                                                                            ^
offsets.d:4:35: error: offsetof needs a complete struct or union, not char [OFFSETOF_TYPE]
    4 | BEGIN { trace(offsetof(struct s, c.y)); trace(offsetof(struct s, a[1])); trace(offsetof(struct s, a.z)); trace(offsetof(struct s, low)); }
      |                                   ^
offsets.d:4:68: error: offsetof takes constant indices, of arrays [OFFSETOF_TYPE]
    4 | BEGIN { trace(offsetof(struct s, c.y)); trace(offsetof(struct s, a[1])); trace(offsetof(struct s, a.z)); trace(offsetof(struct s, low)); }
      |                                                                    ^
offsets.d:4:101: error: 'z' is not a member of struct in [UNKNOWN]
    4 | BEGIN { trace(offsetof(struct s, c.y)); trace(offsetof(struct s, a[1])); trace(offsetof(struct s, a.z)); trace(offsetof(struct s, low)); }
      |                                                                                                     ^
offsets.d:4:131: error: 'low' is a bit-field of struct s [OFFSETOF_BITFIELD]
    4 | BEGIN { trace(offsetof(struct s, c.y)); trace(offsetof(struct s, a[1])); trace(offsetof(struct s, a.z)); trace(offsetof(struct s, low)); }
      |                                                                                                                                   ^^^
<<< */
