/*
 * sys.c - a known number of system calls
 *
 *	sys getppid N		N calls of getppid()
 *	sys write N SIZE	N writes of SIZE bytes to /dev/null
 *	sys read N SIZE		N reads of SIZE bytes from /dev/zero
 *	sys sizes N		writes of 1, 2, .. N bytes, one of each
 *	sys fail N		N closes of a descriptor that is not open (EBADF)
 *	sys open N PATH		N opens (openat) and closes of PATH
 *	sys fread N PATH	PATH is opened once, then N reads of 1 byte at offset 0 (pread64)
 * Several groups may follow each other, divided by "+".
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static char buf[1 << 20];

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int reads_writes(const char *what, long n, size_t size)
{
	int fd = open(what[0] == 'w' ? "/dev/null" : "/dev/zero", O_RDWR);

	if (fd < 0 || size > sizeof(buf))
		return fail(what);
	for (long i = 0; i < n; i++) {
		ssize_t done = what[0] == 'w' ? write(fd, buf, size) : read(fd, buf, size);

		if (done != (ssize_t)size)
			return fail(what);
	}
	return close(fd);
}

static int sizes(long n)
{
	int fd = open("/dev/null", O_WRONLY);

	for (long i = 1; i <= n; i++)
		if (write(fd, buf, i) != i)
			return fail("write");
	return close(fd);
}

static int opens(long n, const char *path)
{
	for (long i = 0; i < n; i++) {
		int fd = open(path, O_RDONLY);

		if (fd < 0)
			return fail(path);
		close(fd);
	}
	return 0;
}

static int freads(long n, const char *path)
{
	int fd = open(path, O_RDONLY);

	for (long i = 0; i < n; i++)
		if (pread(fd, buf, 1, 0) != 1)
			return fail(path);
	return close(fd);
}

static int group(int argc, char **argv)
{
	const char *what = argv[0];
	long n = argc > 1 ? atol(argv[1]) : 1;

	if (!strcmp(what, "getppid")) {
		for (long i = 0; i < n; i++)
			syscall(SYS_getppid);
		return 0;
	}
	if (!strcmp(what, "fail")) {
		for (long i = 0; i < n; i++)
			close(12345);
		return 0;
	}
	if (!strcmp(what, "sizes"))
		return sizes(n);
	if (argc < 3)
		return 2;
	if (!strcmp(what, "open"))
		return opens(n, argv[2]);
	if (!strcmp(what, "fread"))
		return freads(n, argv[2]);
	return reads_writes(what, n, atol(argv[2]));
}

int main(int argc, char **argv)
{
	for (int at = 1; at < argc; at++) {
		int end = at;

		while (end < argc && strcmp(argv[end], "+"))
			end++;
		int status = group(end - at, argv + at);

		if (status)
			return status;
		at = end;
	}
	return 0;
}
