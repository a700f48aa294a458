/* @@trigger: sys getppid 1000000   @@timeout: 60
      @@why: 1,000,000 calls counted are 1,000,000 */
syscall::getppid:entry
/pid == $target/
{
	@entry = count();
}

syscall::getppid:return
/pid == $target/
{
	@return = count();
}

/* >>> out

          1000000
          1000000
<<< */

/* >>> err
<<< */
