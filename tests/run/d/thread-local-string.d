/* @@trigger: sys getppid 1 */
self string none;

syscall::getppid:entry
/pid == $target/
{
	self->s = "kept";
	self->unset = self->none == NULL;
}

syscall::getppid:return
/self->s != NULL/
{
	printf("%s %d\n", self->s, self->unset);
	self->s = NULL;
}

syscall::getppid:return
/pid == $target && self->s != NULL/
{
	printf("not freed\n");
}

/* a NULL among the operands ends the clause: the variable stays what it was, unset */
syscall::getppid:return
/pid == $target/
{
	self->joined = strjoin(self->none, "x");
}

syscall::getppid:return
/pid == $target && self->joined != NULL/
{
	printf("set by a clause that a fault has ended\n");
}

/* >>> out
kept 1
<<< */
