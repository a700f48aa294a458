/*
 * fuzz_jit.c - any bytes as perf-PID.map
 */
#include <string.h>
#include "lib/arena.h"
#include "lib/jit.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct jit jit = { 0 };
	char *text = xcalloc(1, size + 1);
	uint64_t addr = 0;
	size_t length = 0;

	if (size)
		memcpy(text, data, size);
	memcpy(&addr, data, size < 8 ? size : 8);
	jit_parse(&jit, text);
	for (size_t i = 0; i < jit.syms.n; i++) {
		const struct jit_sym *s = jit_at(&jit, jit.syms.v[i].start);

		length += s ? strlen(s->name) : 0;
	}
	jit_at(&jit, addr);
	jit_fini(&jit);
	return length > size ? -1 : 0;
}
