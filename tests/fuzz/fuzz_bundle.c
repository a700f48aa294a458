/* any bytes as a bundle: the container, its items, and the types in it */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "lang/bundle.h"
#include "lib/arena.h"
#include "lib/btf.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

static void read_one(const void *bytes, size_t n)
{
	struct arena *a = arena_new();
	struct bundle b;

	if (!bundle_read(a, bytes, n, &b) && b.types)
		btf_source_free(btf_bytes(a, b.types, b.types_size));
	arena_free(a);
}

/* the bytes as a file, and as the items of a file whose head is right */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct { char magic[8]; uint32_t version, crc; uint64_t size; } head = { .version = BUNDLE_VERSION };
	uLongf size = compressBound(n);
	char *file = malloc(sizeof(head) + size);

	read_one(bytes, n);
	memcpy(head.magic, "sondebn\n", 8);
	head.crc = (uint32_t)crc32(0, bytes, (uInt)n);
	head.size = n;
	memcpy(file, &head, sizeof(head));
	if (compress((Bytef *)file + sizeof(head), &size, bytes, n) == Z_OK)
		read_one(file, sizeof(head) + size);
	free(file);
	return 0;
}
