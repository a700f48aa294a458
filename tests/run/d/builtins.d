/* @@why: the built-in variables agree with each other
      @@trigger: sys getppid 1 */
BEGIN { start = timestamp; wall = walltimestamp; }

syscall::getppid:entry
/pid == $target/
{
	printf("%s %s %s %s\n", probeprov, probemod, probefunc, probename);
	printf("%s %d %d %d %d\n", execname, pid == tid, ppid == $pid, uid == curthread->cred->uid.val, cpu >= 0);
	printf("%d %d %d\n", timestamp > start, walltimestamp > wall, walltimestamp > 1500000000000000000);
	printf("%d %d\n", id > 3, epid != 0);
	printf("%d\n", timestamp == timestamp);
}

/* >>> out
syscall vmlinux getppid entry
sys 1 1 1 1
1 1 1
1 1
1
<<< */
