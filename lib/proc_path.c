/*
 * proc_path.c - files as another process sees them
 *
 * In a container, or after chroot(), a path means another file than here, and its symbolic links lead somewhere else:
 * the kernel is asked to follow them there (openat2, Linux 5.6; before that a path with links to absolute paths is not found).
 */
#include <fcntl.h>
#include <linux/openat2.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "lib/proc.h"

static bool is_same(const char *a, const char *b)
{
	struct stat x, y;

	return !stat(a, &x) && !stat(b, &y) && x.st_ino == y.st_ino && x.st_dev == y.st_dev;
}

bool proc_sees_others(pid_t pid)
{
	char mounts[64], root[64];

	snprintf(mounts, sizeof(mounts), "/proc/%d/ns/mnt", (int)pid);
	snprintf(root, sizeof(root), "/proc/%d/root", (int)pid);
	return !access(mounts, F_OK) && (!is_same(mounts, "/proc/self/ns/mnt") || !is_same(root, "/"));
}

static int open_there(const char *root, const char *path)
{
	struct open_how how = { .flags = O_PATH | O_CLOEXEC, .resolve = RESOLVE_IN_ROOT };
	int at = open(root, O_PATH | O_DIRECTORY | O_CLOEXEC);
	int fd = at < 0 ? -1 : (int)syscall(SYS_openat2, at, path, &how, sizeof(how));

	if (fd < 0 && at >= 0)
		fd = openat(at, path + strspn(path, "/"), O_PATH | O_CLOEXEC);
	if (at >= 0)
		close(at);
	return fd;
}

bool proc_path(pid_t pid, const char *path, char seen[PATH_MAX], char ret[PATH_MAX])
{
	char root[64], self[64], real[PATH_MAX];
	struct stat st;
	ssize_t n;
	int fd;

	snprintf(root, sizeof(root), "/proc/%d/root", (int)pid);
	fd = open_there(root, path);
	if (fd < 0)
		return false;
	snprintf(self, sizeof(self), "/proc/self/fd/%d", fd);
	n = readlink(self, real, sizeof(real) - 1);
	real[n < 0 ? 0 : n] = 0;
	/* without links it is below the root of the process as we name that; else by the name that the kernel knows */
	bool found = n > 0 && !fstat(fd, &st) && S_ISREG(st.st_mode);

	snprintf(seen, PATH_MAX, "%s", found ? real : path);
	if (found && snprintf(ret, PATH_MAX, "%s%s", root, real) < PATH_MAX && is_same(ret, self)) {
		/* as its maps name it, too */
	} else if (found && is_same(real, self)) {
		snprintf(ret, PATH_MAX, "%s", real);	/* after chroot() */
	} else {
		snprintf(seen, PATH_MAX, "%s", path);
		found = found && snprintf(ret, PATH_MAX, "%s%s", root, path) < PATH_MAX && is_same(ret, self);
	}
	close(fd);
	return found;
}
