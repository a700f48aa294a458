/* @@why: a stored zero frees the slot; 20000 pairs need no room for 20000
      @@trigger: sys getppid 20000 */
#pragma D option dynvarsize=16k

syscall::getppid:entry
/pid == $target/
{
	self->ts = timestamp;
}

syscall::getppid:return
/self->ts/
{
	@["pairs"] = count();
	@later["later"] = sum(timestamp >= self->ts);
	self->ts = 0;
}

syscall::getppid:return
/pid == $target && self->ts/
{
	@["left"] = count();
}

/* >>> out

  pairs                                                         20000
  later                                                         20000
<<< */

/* >>> err
<<< */
