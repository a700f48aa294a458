/* @@why: 2000 elements, each read back; the loop is a thousand firings
      @@trigger: sys getppid 2000 */
long n;

syscall::getppid:entry
/pid == $target/
{
	sq[n] = n * n;
	n++;
}

syscall::getppid:return
/pid == $target/
{
	good += sq[n - 1] == (n - 1) * (n - 1);
}

END
{
	printf("%d %d %d %d\n", n, good, sq[0] == 0 && sq[1] == 1, sq[1999]);
}

/* >>> out
2000 2000 1 3996001
<<< */
