/* @@trigger: sys getppid 2
      @@why: a bad user address, each time */
syscall::getppid:entry
/pid == $target/
{
	s = copyinstr(8);
	printf("no\n");
}

/* >>> out
<<< */

/* >>> err like
.*invalid address \(0x8\).*
.*invalid address \(0x8\).*
<<< */
