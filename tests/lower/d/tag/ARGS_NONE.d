BEGIN { trace(args[0]); }

/* >>> err
ARGS_NONE.d:1:15: error: probe dtrace:::BEGIN has no typed args[] [ARGS_NONE]
    1 | BEGIN { trace(args[0]); }
      |               ^^^^^^^
      = hint: arg0 to arg9 are the raw arguments
<<< */
