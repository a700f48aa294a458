syscall::read:entry { trace(args[9]); }

/* >>> err
ARGS_IDX.d:1:34: error: probe syscall:vmlinux:read:entry has only 3 args[] [ARGS_IDX]
    1 | syscall::read:entry { trace(args[9]); }
      |                                  ^
<<< */
