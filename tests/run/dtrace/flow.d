/* @@form: dtrace   @@args: -F   @@trigger: sys getppid 1
      @@why: entry and return of a system call as arrows */
syscall::getppid:
/pid == $target/
{
}

/* >>> out like
CPU FUNCTION                                 
 *\d+  => getppid *
 *\d+  <= getppid *
...
<<< */
