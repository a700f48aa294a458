BEGIN { p = (char *)curthread; }
BEGIN { p = (char *)alloca(8); }
BEGIN { this->q = pid ? (char *)alloca(8) : (char *)curthread; this->r = pid ? (char *)alloca(8) : NULL; }

/* >>> err
ALLOCA_INCOMPAT.d:2:13: error: 'p' holds ordinary pointers and cannot hold alloca() ones [ALLOCA_INCOMPAT]
    2 | BEGIN { p = (char *)alloca(8); }
      |             ^^^^^^^^^^^^^^^^^
ALLOCA_INCOMPAT.d:3:19: error: one branch of ?: points into alloca() memory, the other does not [ALLOCA_INCOMPAT]
    3 | BEGIN { this->q = pid ? (char *)alloca(8) : (char *)curthread; this->r = pid ? (char *)alloca(8) : NULL; }
      |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
<<< */
