struct e { int; };

/* >>> err
DECL_MNAME.d:1:12: error: a member needs a name [DECL_MNAME]
    1 | struct e { int; };
      |            ^^^
<<< */
