/* @@trigger: sys open 1 /etc/passwd
      @@why: copyinstr's second argument is a size in bytes, NUL included; copyin's has no NUL to count,
              and takes no scratch memory (256 bytes) where a string is made of it */
syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
}

syscall::openat:return
/self->path && copyinstr(self->path) == "/etc/passwd"/
{
	printf("%s %d\n", copyinstr(self->path, 6), strlen(copyinstr(self->path)));
	this->name = (char *)copyin(self->path, 8);
	printf("%s %s %d\n", stringof(copyin(self->path, 6)), stringof(this->name),
	       strlen(stringof((char *)copyin(self->path, 1000))));
}

/* >>> out like
/etc/p? 11
/etc/p /etc/pas.* 11
<<< */
