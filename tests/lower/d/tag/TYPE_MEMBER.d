BEGIN { trace(curthread->nosuch); }

/* >>> err
TYPE_MEMBER.d:1:26: error: 'nosuch' is not a member of struct task_struct [TYPE_MEMBER]
    1 | BEGIN { trace(curthread->nosuch); }
      |                          ^^^^^^
<<< */
