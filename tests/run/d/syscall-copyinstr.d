/* @@trigger: sys open 3 /etc/passwd
      @@why: the path as the process passed it; on return its page is there for sure */
syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
}

syscall::openat:return
/self->path && copyinstr(self->path) == "/etc/passwd"/
{
	@[execname, probefunc, copyinstr(self->path)] = count();
	@bytes[*(char *)copyin(self->path, 1)] = count();
}

syscall::openat:return
{
	self->path = 0;
}

/* >>> out

  sys                                                 openat                                              /etc/passwd                                                       3
  47                3
<<< */
