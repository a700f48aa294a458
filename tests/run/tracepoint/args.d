/* @@needs: tracepoint   @@trigger: sys getppid 9
      @@why: the fields of the format as args[]: id and the six arguments */
sdt:raw_syscalls::sys_enter
/pid == $target && args[0] == 110/
{
	@[probefunc, probename] = count();
}

/* >>> out

                                                      sys_enter                                                         9
<<< */
