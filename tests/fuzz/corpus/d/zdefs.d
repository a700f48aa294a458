syscall::nosuch:entry { trace(args[0]); }
BEGIN { }
/* @@args: -x zdefs */
