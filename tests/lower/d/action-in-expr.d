BEGIN { x = raise(9); }
BEGIN { 1 ? stop() : 0; }
BEGIN /chill(1)/ { }
BEGIN { x = 1 + return(1); }

/* >>> err
action-in-expr.d:1:13: error: raise() is an action and cannot be part of an expression [OP_ACT]
    1 | BEGIN { x = raise(9); }
      |             ^^^^^^^^
      = hint: make it a statement of its own
action-in-expr.d:2:13: error: stop() is an action and cannot be part of an expression [OP_ACT]
    2 | BEGIN { 1 ? stop() : 0; }
      |             ^^^^^^
      = hint: make it a statement of its own
action-in-expr.d:3:8: error: chill() is an action and cannot be part of an expression [OP_ACT]
    3 | BEGIN /chill(1)/ { }
      |        ^^^^^^^^
      = hint: make it a statement of its own
<<< */
