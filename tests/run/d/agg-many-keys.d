/* @@why: 5000 keys, none lost: the sum over all of them is exact
      @@trigger: sys getppid 5000 */
long n;

syscall::getppid:entry
/pid == $target/
{
	@a[n] = sum(n);
	@total = sum(n);
	n++;
}
END
{
	trunc(@a, 2);
}

/* >>> out

             4998             4998
             4999             4999
         12497500
<<< */

/* >>> err
<<< */
