/* @@trigger: sys getppid 1000
      @@why: every system call at once; ours come out exact */
syscall:::entry
/pid == $target/
{
	@[probefunc] = count();
}

syscall:::return
/pid == $target/
{
	@r[probefunc] = count();
}

END
{
	printa("%s %@d\n", @);
	printa("%s %@d\n", @r);
}

/* >>> out like
...
getppid 1000
...
getppid 1000
...
<<< */
