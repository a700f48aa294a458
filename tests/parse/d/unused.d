BEGIN { }
/* @@args: -- one */

/* >>> err
unused.d:1:1: error: extraneous argument 'one' ($1 is not referenced) [MACRO_UNUSED]
    1 | BEGIN { }
      | ^
<<< */
