/* @@needs: kprobe   @@trigger: sys read 1000 512
      @@why: exact counts of entries and returns of a kernel function */
fbt::vfs_read:entry
/pid == $target && arg2 == 512/
{
	@["entry"] = count();
}

fbt::vfs_read:return
/pid == $target && arg1 == 512/
{
	@["return"] = count();
}

/* >>> out

  entry                                                          1000
  return                                                         1000
<<< */

/* >>> err
<<< */
