BEGIN { trace(args[0]); }
syscall::read:entry { trace(args[7]); trace(args[arg0]); }
syscall::read:entry, fbt::vfs_read:entry { trace(args[0]); }

/* >>> err
args.d:1:15: error: probe dtrace:::BEGIN has no typed args[] [ARGS_NONE]
    1 | BEGIN { trace(args[0]); }
      |               ^^^^^^^
      = hint: arg0 to arg9 are the raw arguments
args.d:2:34: error: probe syscall:vmlinux:read:entry has only 3 args[] [ARGS_IDX]
    2 | syscall::read:entry { trace(args[7]); trace(args[arg0]); }
      |                                  ^
args.d:2:45: error: the index of args[] must be a constant integer [ARGS_IDX]
    2 | syscall::read:entry { trace(args[7]); trace(args[arg0]); }
      |                                             ^^^^^^^^^^
args.d:3:50: error: args[0] is unsigned int in syscall:vmlinux:read:entry but struct file * in fbt:vmlinux:vfs_read:entry [ARGS_MULTI]
    3 | syscall::read:entry, fbt::vfs_read:entry { trace(args[0]); }
      |                                                  ^^^^^^^
      = hint: use one clause for each kind of probe, or the raw arg0 to arg9
<<< */
