/* @@needs: kprobe_multi   @@trigger: sys read 500 512   @@timeout: 60
      @@why: hundreds of functions through one link; the one we know is exact */
fbt:vmlinux:vfs_*:entry
/pid == $target && probefunc == "vfs_read" && arg2 == 512/
{
	@[probefunc] = count();
}

fbt:vmlinux:vfs_*:entry
/pid == $target/
{
	@all = count();
}

END
{
	printa("%s %@d\n", @);
	trunc(@all);
}

/* >>> out
vfs_read 500
<<< */

/* >>> err
<<< */
