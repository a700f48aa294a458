/* @@form: dtrace   @@trigger: sys getppid 2 */
syscall::getppid:entry
/pid == $target/
{
	printf("%s %d", execname, ++n);
}

/* >>> out like
CPU     ID                    FUNCTION:NAME
 *\d+ +\d+                    getppid:entry sys 1
 *\d+ +\d+                    getppid:entry sys 2
...
<<< */

/* >>> err
dtrace: script 'syscall-rows.d' matched 1 probe
<<< */
