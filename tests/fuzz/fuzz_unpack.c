/*
 * fuzz_unpack.c - any bytes as a file with compressed debug info
 */
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>
#include "lib/unpack.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int from = memfd_create("from", MFD_CLOEXEC), to = memfd_create("to", MFD_CLOEXEC);

	if (from >= 0 && to >= 0 && write(from, data, size) == (ssize_t)size) {
		unpack_wanted(from);
		unpack_write(from, to);
	}
	close(from);
	close(to);
	return 0;
}
