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
copyinstr.d:6:6: error: invalid address \(0x8\) in probe syscall:vmlinux:getppid:entry
...
sonde: error: invalid address: 1 more at copyinstr.d:6:6
<<< */
