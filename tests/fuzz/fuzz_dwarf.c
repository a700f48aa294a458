/*
 * fuzz_dwarf.c - any bytes as an object with debug info
 */
#include <stdint.h>
#include <stdio.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/arena.h"
#include "tests/fuzz/dwarf_tour.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int fd = memfd_create("fuzz", MFD_CLOEXEC);
	struct arena *a = arena_new();
	char path[64];

	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	if (fd >= 0 && write(fd, data, size) == (ssize_t)size)
		dwarf_tour(a, path);
	if (fd >= 0)
		close(fd);
	arena_free(a);
	return 0;
}
