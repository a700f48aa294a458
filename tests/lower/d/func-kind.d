vfs_read { trace(probefunc); }
/* @@args: -f */

/* >>> prog
clause 1 kernel
  probe fbt:vmlinux:vfs_read:entry
  probe fbt:vmlinux:vfs_read:return
  defer trace probefunc
<<< */
