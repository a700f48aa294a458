syscall::read:enty { }
syscall::raed:entry { }

/* >>> err
name-hint.d:1:1: error: probe description syscall::read:enty does not match any probes [PDESC_ZERO]
    1 | syscall::read:enty { }
      | ^^^^^^^^^^^^^^^^^^
      = hint: probes at this place are called: entry, return
name-hint.d:2:1: error: probe description syscall::raed:entry does not match any probes [PDESC_ZERO]
    2 | syscall::raed:entry { }
      | ^^^^^^^^^^^^^^^^^^^
      = hint: Linux has no system call of that name; sonde -l 'syscall::*WORD*:entry' lists those with WORD in their names
<<< */
