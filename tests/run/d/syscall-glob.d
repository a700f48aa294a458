/* @@trigger: sys getppid 3 + write 2 10 + read 4 10
      @@why: globs, lists and empty fields; one firing per probe and clause */
syscall::getpp*:entry, syscall::w[r]ite:entry
/pid == $target && (probefunc != "write" || arg2 == 10)/
{
	@[probefunc] = count();
}

syscall::?ead:entry
/pid == $target && arg2 == 10/
{
	@[probefunc] = count();
}

/* >>> out

  write                                                             2
  getppid                                                           3
  read                                                              4
<<< */
