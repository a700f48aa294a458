BEGIN { @a = sum(execname); }

/* >>> err
AGG_SCALAR.d:1:18: error: argument 1 of sum() must be a scalar, not string [AGG_SCALAR]
    1 | BEGIN { @a = sum(execname); }
      |                  ^^^^^^^^
      = hint: for a table of names, key by the name and use count()
<<< */
