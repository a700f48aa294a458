/* @@trigger: sys getppid 4 */
self long n;

syscall::getppid:entry
/pid == $target/
{
	self->a["x", self->n] = self->n + 10;
	self->n++;
}

syscall::getppid:return
/self->n == 4/
{
	printf("%d %d %d %d %d\n", self->a["x", 0], self->a["x", 1], self->a["x", 2], self->a["x", 3],
	    self->a["x", 4]);
}

/* >>> out
10 11 12 13 0
<<< */
