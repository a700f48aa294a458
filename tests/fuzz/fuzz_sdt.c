/*
 * fuzz_sdt.c - any bytes as notes of marks, and as the text of a mark's arguments
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/sdt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct sdt_notes notes = { 0 };
	struct sdt_arg args[SDT_ARGS];
	char *text = malloc(size + 1);

	sdt_parse(data, size, 0x1000, &notes);
	for (size_t i = 0; i < notes.list.n; i++)
		sdt_parse_args(notes.list.v[i].args, args);
	sdt_fini(&notes);
	memcpy(text, data, size);
	text[size] = 0;
	for (unsigned i = sdt_parse_args(text, args); i-- > 0;)
		if (args[i].symbol_len && (args[i].symbol < text ||
					   args[i].symbol + args[i].symbol_len > text + strlen(text)))
			abort();
	free(text);
	return 0;
}
