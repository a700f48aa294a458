/*
 * fuzz_d.c - any bytes through D's lexer, parser, types and lowering, on the fakes of language cases;
 * and as what a preprocessor put out
 */
#include <stdlib.h>
#include <string.h>
#include "lang/d/sysheader.h"
#include "tests/fuzz/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *const args[] = { "1", "name" };
	struct script s;

	script_init(&s, (const char *)data, size, !(size & 1));
	s.c.args = args;
	s.c.nargs = 2;
	compile_run(&s.c, 2);
	if (size) {
		char *text = malloc(size);

		memcpy(text, data, size);
		d_trim_headers(text, size);
		free(text);
	}
	script_fini(&s);
	return 0;
}
