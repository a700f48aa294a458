/* @@trigger: sys fail 5
      @@why: close of a descriptor that is not open: EBADF, 9 */
syscall::close:entry
/pid == $target/
{
	self->fd = arg0;
}

syscall::close:return
/self->fd == 12345/
{
	@[errno, arg1] = count();
	self->fd = 0;
}

/* >>> out

        9               -9                5
<<< */
