BEGIN { stack(1, 2); }

/* >>> err
STACK_PROTO.d:1:9: error: stack() takes 0 to 1 argument, not 2 [STACK_PROTO]
    1 | BEGIN { stack(1, 2); }
      |         ^^^^^^^^^^^
      = hint: its prototype is stack stack ([const])
<<< */
