vfs_read { trace(probefunc); }
/* @@args: -f */
