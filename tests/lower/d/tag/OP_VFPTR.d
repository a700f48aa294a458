BEGIN { trace((void *)1 + 1); }

/* >>> err
OP_VFPTR.d:1:15: error: no arithmetic on void * [OP_VFPTR]
    1 | BEGIN { trace((void *)1 + 1); }
      |               ^^^^^^^^^
      = hint: cast it to uintptr_t or to a pointer to a type with a size
<<< */
