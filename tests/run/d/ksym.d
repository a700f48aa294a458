/* @@why: kernel symbols: a function is its address, by itself and by & */
BEGIN
{
	printf("%a %d\n", `vfs_read, `vfs_read == &`vfs_read);
	printf("%d\n", (uintptr_t)vmlinux`vfs_read == (uintptr_t)`vfs_read);
	printf("%d\n", sizeof(`vfs_read == 0));
	exit(0);
}

/* >>> out
vmlinux`vfs_read 1
1
4
<<< */
