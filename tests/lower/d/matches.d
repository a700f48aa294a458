syscall::nosuch:entry { }
noprov:::x { }
a:b:c:d:e { }

/* >>> err
matches.d:1:1: error: probe description syscall::nosuch:entry does not match any probes [PDESC_ZERO]
    1 | syscall::nosuch:entry { }
      | ^^^^^^^^^^^^^^^^^^^^^
      = hint: Linux has no system call of that name; sonde -l 'syscall::*WORD*:entry' lists those with WORD in their names
matches.d:2:1: error: probe description noprov:::x does not match any probes [PDESC_ZERO]
    2 | noprov:::x { }
      | ^^^^^^^^^^
      = hint: there is no provider 'noprov'; sonde -l lists what there is
matches.d:3:1: error: Overspecified probe description a:b:c:d:e [PDESC_INVAL]
    3 | a:b:c:d:e { }
      | ^^^^^^^^^
      = hint: it has at most four fields: provider:module:function:name
<<< */
