/* @@why: a kernel char array is a string */
BEGIN
{
	printf("%d %d\n", stringof(curthread->comm) == execname, curthread->pid == tid);
	printf("%d\n", strlen(execname) > 0);
	exit(0);
}

/* >>> out
1 1
1
<<< */
