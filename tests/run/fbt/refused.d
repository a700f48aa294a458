/* @@needs: !kprobe !fentry
      @@why: no kernel functions here: which facility is missing, and what would help */
fbt::vfs_read:entry
{
	@ = count();
}

/* >>> out
<<< */

/* >>> err like
...
.*does not allow.*
.*tell much the same: syscall::read:.*
.*KPROBES.*
...
<<< */

/* >>> exit
2
<<< */
