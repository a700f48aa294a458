/*
 * fuzz_ldso.c - any bytes as the loader's cache of libraries
 */
#include <stdint.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/ldso.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *cache = xcalloc(1, size + 1);
	const char *found;

	if (size)
		memcpy(cache, data, size);
	found = ldso_cache_find(cache, size, "libc.so.6");
	if (found && strlen(found) > size)
		__builtin_trap();
	free(cache);
	return 0;
}
