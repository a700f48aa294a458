BEGIN { trace((int)*curthread); }

/* >>> err
CAST_INVAL.d:1:15: error: cannot cast struct task_struct to int [CAST_INVAL]
    1 | BEGIN { trace((int)*curthread); }
      |               ^^^^^^^^^^^^^^^
<<< */
