/* @@argv: getppid   @@trigger: sys getppid 6 */
syscall::$1:entry
/pid == $target/
{
	@ = count();
}

/* >>> out

                6
<<< */
