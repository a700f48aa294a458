/*
 * fuzz_split.c - any bytes as a .dwp file, and as a .dwo file
 */
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/split.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MANY = 32 };

static void done(int fd)
{
	if (fd >= 0)
		close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("split", MFD_CLOEXEC);
	struct split_pack *p = NULL;
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (fd >= 0 && write(fd, data, size) == (ssize_t)size) {
		p = split_pack_open(path);
		done(split_join(path));
	}
	for (size_t i = 0; p && i < MANY && split_pack_id(p, i); i++)
		done(split_pack_unit(p, split_pack_id(p, i)));
	split_pack_close(p);
	done(fd);
	return 0;
}
