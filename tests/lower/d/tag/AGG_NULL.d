BEGIN { @a = count(); @a; }

/* >>> err
AGG_NULL.d:1:23: error: an aggregation has no value in an expression [AGG_NULL]
    1 | BEGIN { @a = count(); @a; }
      |                       ^^
      = hint: assign to it, @a[...] = count(), or give it to printa(), clear(), trunc()
<<< */
