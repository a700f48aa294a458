syscall::nosuch:entry { trace(args[0]); }
BEGIN { }
/* @@args: -x zdefs */

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  default
<<< */
