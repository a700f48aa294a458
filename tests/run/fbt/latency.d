/* @@needs: kprobe   @@trigger: sys read 1000 512
      @@why: every entry finds its return */
fbt::vfs_read:entry
/pid == $target && arg2 == 512/
{
	self->ts = timestamp;
}

fbt::vfs_read:return
/self->ts/
{
	@n = count();
	@bad = sum(timestamp <= self->ts);
	self->ts = 0;
}

/* >>> out

             1000
                0
<<< */
