BEGIN { clear(); }

/* >>> err
CLEAR_PROTO.d:1:9: error: clear() takes 1 argument, not 0 [CLEAR_PROTO]
    1 | BEGIN { clear(); }
      |         ^^^^^^^
      = hint: its prototype is clear void (agg)
<<< */
