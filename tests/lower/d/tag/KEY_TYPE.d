BEGIN { @[*curthread] = count(); }

/* >>> err
KEY_TYPE.d:1:11: error: struct task_struct cannot be a key [KEY_TYPE]
    1 | BEGIN { @[*curthread] = count(); }
      |           ^^^^^^^^^^
      = hint: keys are integers, pointers, strings, stacks and symbols
<<< */
