/*
 * fuzz_debuglink.c - an object whose debug info lies in another file: by .gnu_debuglink, or shared by dwz
 *
 * The input is both files: four bytes that say how long the first is, the object, and the file "other" beside it,
 * which the object names. Either may be anything.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "lib/arena.h"
#include "tests/fuzz/dwarf_tour.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void put(int dir, const char *name, const uint8_t *data, size_t size)
{
	int fd = openat(dir, name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

	if (fd < 0 || write(fd, data, size) != (ssize_t)size)
		abort();
	close(fd);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char folder[] = "/tmp/fuzz-debuglink-XXXXXX", path[64];
	uint32_t first = 0;
	int dir;

	if (size < sizeof(first))
		return 0;
	memcpy(&first, data, sizeof(first));
	data += sizeof(first);
	size -= sizeof(first);
	if (first > size)
		first = (uint32_t)size;
	dir = mkdtemp(folder) ? open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
	if (dir < 0)
		abort();
	put(dir, "object", data, first);
	put(dir, "other", data + first, size - first);
	snprintf(path, sizeof(path), "%s/object", folder);

	struct arena *a = arena_new();

	dwarf_tour(a, path);
	arena_free(a);
	unlinkat(dir, "object", 0);
	unlinkat(dir, "other", 0);
	close(dir);
	rmdir(folder);
	return 0;
}
