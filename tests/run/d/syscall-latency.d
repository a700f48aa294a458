/* @@trigger: sys getppid 10000
      @@why: every entry finds its return, and time goes forward */
syscall::getppid:entry
/pid == $target/
{
	self->ts = timestamp;
}

syscall::getppid:return
/self->ts/
{
	@q = quantize(timestamp - self->ts);
	@n = count();
	@bad = sum(timestamp - self->ts <= 0 || timestamp - self->ts > 60000000000);
	self->ts = 0;
}

END
{
	printa("%@d %@d\n", @n, @bad);
	trunc(@q);
}

/* >>> out
10000 0
<<< */
