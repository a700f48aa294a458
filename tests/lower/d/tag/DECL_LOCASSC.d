this int a[int];

/* >>> err
DECL_LOCASSC.d:1:1: error: this-> cannot be an associative array [DECL_LOCASSC]
    1 | this int a[int];
      | ^^^^^^^^^^^^^^^
<<< */
