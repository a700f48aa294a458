/* @@needs: tracepoint raw_tp   @@trigger: sys getppid 3 + write 5 4097 + fail 2
   @@why: two programs do all 700 events: to let go a tracepoint each took 40 s */
sdt:syscalls::
/pid == $target && (probename == "sys_enter_getppid" || probename == "sys_exit_getppid")/
{
	@[probename] = count();
}
sdt:syscalls::sys_enter_write,
tracepoint:syscalls::sys_enter_write
/pid == $target && args[3] == 4097/
{
	@w[probeprov, args[0], args[2] != 0, args[3], arg4] = count();
}
sdt:syscalls::sys_exit_write
/pid == $target && args[1] == 4097/
{
	@r[args[0], arg1, args[1]] = count();
}
tracepoint:syscalls::sys_exit_close
/pid == $target && args[1] < 0/
{
	@e[args[0], args[1], arg1] = count();
}
syscall::write:entry
/pid == $target && arg2 == 4097/
{
	@s[probefunc, arg2] = count();
}

/* >>> out

  sys_enter_getppid                                                 3
  sys_exit_getppid                                                  3
  sdt                                                       1        1             4097                0                5
  tracepoint                                                1        1             4097                0                5
        1             4097             4097                5
        3               -9               -9                2
  write                                                          4097                5
<<< */
