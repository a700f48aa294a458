long char a;

/* >>> err
DECL_CHARATTR.d:1:1: error: char is neither short nor long [DECL_CHARATTR]
    1 | long char a;
      | ^^^^^^^^^
<<< */
