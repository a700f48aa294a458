/* @@trigger: sys getppid 1
      @@why: a kernel stack: indented frames with module and symbol */
syscall::getppid:entry
/pid == $target/
{
	stack(3);
	printf("%d\n", stackdepth > 0);
}

/* >>> out like

 {14}\S+`?\S+
...
1
<<< */
