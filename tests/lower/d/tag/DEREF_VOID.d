BEGIN { trace(*(void *)1); }

/* >>> err
DEREF_VOID.d:1:16: error: cannot dereference void * [DEREF_VOID]
    1 | BEGIN { trace(*(void *)1); }
      |                ^^^^^^^^^
<<< */
