BEGIN { @a = count(); normalize(@a); }

/* >>> err
NORMALIZE_PROTO.d:1:23: error: normalize() takes 2 arguments, not 1 [NORMALIZE_PROTO]
    1 | BEGIN { @a = count(); normalize(@a); }
      |                       ^^^^^^^^^^^^^
      = hint: its prototype is normalize void (agg, int64)
<<< */
