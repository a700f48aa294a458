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

	/* sizes that nobody knows before the run, one behind the other */
	this->n = strlen(copyinstr(self->path)) + 1;
	this->a = (char *)copyin(self->path, this->n);
	this->b = (char *)alloca(this->n + this->n);
	bcopy(this->a, this->b, this->n);
	copyinto(self->path, this->n, this->b + this->n);
	@twice[stringof(this->b), stringof(this->b + this->n)] = count();
}

syscall::openat:return
{
	self->path = 0;
}

/* >>> out

  sys                                                 openat                                              /etc/passwd                                                       3
  47                3
  /etc/passwd                                         /etc/passwd                                                       3
<<< */
