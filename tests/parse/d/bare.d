BEGIN

/* >>> err
bare.d:1:1: error: expected predicate and/or actions following probe description [SYNTAX]
    1 | BEGIN
      | ^^^^^
<<< */
