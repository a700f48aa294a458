/* @@trigger: sys getppid 1   @@why: strings of 4096 bytes as values, keys and elements */
#pragma D option strsize=4096
syscall::getppid:entry
/pid == $target/
{
	self->p = strjoin("/a/", execname);
	this->b = basename(self->p);
	@[self->p, this->b, strjoin(this->b, execname)] = count();
	names[self->p, 1] = strjoin(self->p, "!");
	printf("%s %s %d\n", names[self->p, 1], this->b, sizeof(string));
}

syscall::getppid:return
/self->p != NULL/
{
	@r[self->p, arg1 >= 0 ? "ok" : strjoin("E", lltostr(errno))] = count();
	self->p = 0;
}

END
{
	printa("%s %s %s %@d\n", @);
	printa("%s %s %@d\n", @r);
}

/* >>> out
/a/sys! sys 4096
/a/sys sys syssys 1
/a/sys ok 1

<<< */
