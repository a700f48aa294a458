/*
 * tracefs.c - see tracefs.h
 */
#include "bpf/tracefs.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/mount.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static int private_mount(void)
{
	int fs = (int)syscall(SYS_fsopen, "tracefs", FSOPEN_CLOEXEC);

	if (fs < 0)
		return -errno;
	int fd = -1;

	if (!syscall(SYS_fsconfig, fs, FSCONFIG_CMD_CREATE, NULL, NULL, 0))
		fd = (int)syscall(SYS_fsmount, fs, FSMOUNT_CLOEXEC, MOUNT_ATTR_RDONLY);
	if (fd < 0)
		fd = -errno;
	close(fs);
	return fd;
}

int tracefs_event_id(const char *group, const char *name)
{
	char path[256], text[32];
	int dir = tracefs_open();

	if (dir < 0)
		return dir;
	if (snprintf(path, sizeof(path), "events/%s/%s/id", group, name) >= (int)sizeof(path)) {
		close(dir);
		return -ENAMETOOLONG;
	}

	int fd = openat(dir, path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -errno : read(fd, text, sizeof(text) - 1);

	close(dir);
	if (fd < 0)
		return (int)n;
	close(fd);
	if (n <= 0)
		return -EIO;
	text[n] = 0;
	return atoi(text);
}

int tracefs_open(void)
{
	static const char *const dirs[] = { "/sys/kernel/tracing", "/sys/kernel/debug/tracing" };

	for (unsigned i = 0; i < 2; i++) {
		int fd = open(dirs[i], O_RDONLY | O_DIRECTORY | O_CLOEXEC);

		if (fd >= 0 && !faccessat(fd, "events", R_OK, 0))
			return fd;
		if (fd >= 0)
			close(fd);
	}
	return private_mount();
}
