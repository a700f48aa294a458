/* @@trigger: sys open 1 /etc/passwd
      @@why: copyinstr's second argument is a size in bytes, NUL included */
syscall::openat:entry
/pid == $target/
{
	self->path = arg1;
}

syscall::openat:return
/self->path && copyinstr(self->path) == "/etc/passwd"/
{
	printf("%s %d\n", copyinstr(self->path, 6), strlen(copyinstr(self->path)));
}

/* >>> out like
/etc/p? 11
<<< */
