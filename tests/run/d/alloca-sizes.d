/* @@trigger: sys open 3 /etc/passwd
   @@why: sizes that nobody knows before the run, one behind the other */
syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
}

syscall::openat:return
/self->path && copyinstr(self->path) == "/etc/passwd"/
{
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

  /etc/passwd                                         /etc/passwd                                                       3
<<< */
