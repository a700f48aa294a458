BEGIN { trace(args[0]); }
syscall::read:entry { trace(args[7]); trace(args[arg0]); }
syscall::read:entry, fbt::vfs_read:entry { trace(args[0]); }
