BEGIN { printa(); }

/* >>> err
PRINTA_PROTO.d:1:9: error: printa() takes 1 or more arguments, not 0 [PRINTA_PROTO]
    1 | BEGIN { printa(); }
      |         ^^^^^^^^
      = hint: its prototype is printa void ([fmt], agg, ...)
<<< */
