BEGIN { trace(*(int (*)(int))1); }

/* >>> err
DEREF_FUNC.d:1:16: error: cannot dereference int (*)(int) [DEREF_FUNC]
    1 | BEGIN { trace(*(int (*)(int))1); }
      |                ^^^^^^^^^^^^^^^
<<< */
