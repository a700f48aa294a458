/*
 * fuzz_cfi.c - any bytes as an ELF file with call frame information
 */
#include <stdint.h>
#include <stdlib.h>
#include "lib/cfi.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct cfi_row *rows;
	uint8_t *copy = malloc(size + 1);

	/* libelf may write into what it is given */
	for (size_t i = 0; copy && i < size; i++)
		copy[i] = data[i];
	if (copy && cfi_read(NULL, copy, size, &rows) > 0)
		free(rows);
	free(copy);
	return 0;
}
