/* @@needs: kprobe   @@trigger: sys read 1 512 */
fbt::vfs_read:entry
/pid == $target && arg2 == 512/
{
	stack(4);
}

/* >>> out like

 {14}vmlinux`vfs_read(\+0x[0-9a-f]+)?
...
 {14}vmlinux`\S*read\S*
...
<<< */
