BEGIN { trace(stringof(*curthread)); }

/* >>> err
STRINGOF_TYPE.d:1:15: error: struct task_struct cannot be made a string [STRINGOF_TYPE]
    1 | BEGIN { trace(stringof(*curthread)); }
      |               ^^^^^^^^^^^^^^^^^^^^
<<< */
