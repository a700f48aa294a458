BEGIN { ustack(1, 2, 3); }

/* >>> err
USTACK_PROTO.d:1:9: error: ustack() takes 0 to 2 arguments, not 3 [USTACK_PROTO]
    1 | BEGIN { ustack(1, 2, 3); }
      |         ^^^^^^^^^^^^^^^
      = hint: its prototype is ustack stack ([const], [const])
<<< */
