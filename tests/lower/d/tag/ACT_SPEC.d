/* @@args: -g */
BEGIN { speculate(1); system("true"); }

/* >>> err
ACT_SPEC.d:2:23: error: system() changes the system and cannot follow speculate() [ACT_SPEC]
    2 | BEGIN { speculate(1); system("true"); }
      |                       ^^^^^^^^^^^^^^
<<< */
