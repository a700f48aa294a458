/* @@args: -q
   @@why: members of kernel structures in all ways a relocation names them: nested, behind pointers,
      arrays, inside anonymous unions; placed by the few types that are kept for the object */
BEGIN
{
	printf("%d %s %d\n", curthread->pid == tid, curthread->comm, curthread->comm[0]);
	printf("%d %d\n", curthread->mm->start_code != 0, curthread->se.exec_start > 0);
	printf("%d %d\n", curthread->real_parent->tgid == ppid, curthread->files->fdt->max_fds > 0);
	printf("%s\n", stringof(curthread->fs->root.dentry->d_name.name));
	printf("%d\n", curthread->signal->rlim[7].rlim_cur > 2);
	printf("%d\n", curthread->flags & 0x200000);	/* PF_KTHREAD */
	exit(0);
}

/* >>> out
1 sonde 115
1 1
1 1
/
1
0
<<< */
