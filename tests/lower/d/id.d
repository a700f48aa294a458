1
/* @@args: -i */

/* >>> prog
clause 1 kernel
  probe dtrace:::BEGIN
  default
<<< */
