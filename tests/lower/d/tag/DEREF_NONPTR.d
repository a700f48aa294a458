BEGIN { trace(*pid); }

/* >>> err
DEREF_NONPTR.d:1:16: error: cannot dereference pid_t, which is no pointer [DEREF_NONPTR]
    1 | BEGIN { trace(*pid); }
      |                ^^^
      = hint: cast it first, for example *(int *)pid
<<< */
