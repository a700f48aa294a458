BEGIN { @a = count(); trunc(); trunc(@a, 1, 2); }

/* >>> err
TRUNC_PROTO.d:1:23: error: trunc() takes 1 to 2 arguments, not 0 [TRUNC_PROTO]
    1 | BEGIN { @a = count(); trunc(); trunc(@a, 1, 2); }
      |                       ^^^^^^^
      = hint: its prototype is trunc void (agg, [int64])
TRUNC_PROTO.d:1:32: error: trunc() takes 1 to 2 arguments, not 3 [TRUNC_PROTO]
    1 | BEGIN { @a = count(); trunc(); trunc(@a, 1, 2); }
      |                                ^^^^^^^^^^^^^^^
      = hint: its prototype is trunc void (agg, [int64])
<<< */
