/* @@args: -O temporal -O oformat=json   @@only: host   @@why: types that scripts of other systems take for granted; a program's own go first */
struct hostent { char one; };
BEGIN {
	trace(sizeof (struct timespec)); trace(sizeof (timespec_t)); trace(sizeof (struct timeval)); trace(sizeof (struct utsname));
	trace(sizeof (struct sockaddr_storage)); trace(sizeof (struct addrinfo)); trace(sizeof (struct dirent));
	trace(sizeof (struct itimerval)); trace(sizeof (struct passwd)); printf(" %d", sizeof (struct hostent));
	printf("\n%d %d %d %d %d %d %d\n", sizeof (socklen_t), sizeof (in_port_t), sizeof (in_addr_t), sizeof (off64_t), sizeof (boolean_t),
	       sizeof (major_t), sizeof (u_long));
	printf("%d %d\n", sizeof (kmutex_t) == sizeof (struct mutex) && sizeof (krwlock_t) == sizeof (struct rw_semaphore),
	       ((kthread_t *)curthread)->tgid == pid && ((proc_t *)curthread)->p_pid == pid && sizeof (file_t) == sizeof (struct file));
	exit(0);
}

/* >>> out
161616390128482803248 1
4 2 4 8 4 4 8
1 1
<<< */
