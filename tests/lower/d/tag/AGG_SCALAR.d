BEGIN { @a = sum(execname); @b = max(curthread->comm); }

/* >>> err
AGG_SCALAR.d:1:18: error: argument 1 of sum() must be a scalar, not string [AGG_SCALAR]
    1 | BEGIN { @a = sum(execname); @b = max(curthread->comm); }
      |                  ^^^^^^^^
      = hint: for a table of names, key by the name and use count()
AGG_SCALAR.d:1:38: error: argument 1 of max() must be a scalar, not char [16] [AGG_SCALAR]
    1 | BEGIN { @a = sum(execname); @b = max(curthread->comm); }
      |                                      ^^^^^^^^^^^^^^^
      = hint: for a table of names, key by the name and use count()
<<< */
