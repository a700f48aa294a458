syscall::read:entry, syscall::openat:entry { trace(args[0]); }

/* >>> err
ARGS_MULTI.d:1:52: error: args[0] is unsigned int in syscall:vmlinux:read:entry but int in syscall:vmlinux:openat:entry [ARGS_MULTI]
    1 | syscall::read:entry, syscall::openat:entry { trace(args[0]); }
      |                                                    ^^^^^^^
      = hint: use one clause for each kind of probe, or the raw arg0 to arg9
<<< */
