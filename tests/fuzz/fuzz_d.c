/*
 * fuzz_d.c - any bytes through D's lexer, parser, types and lowering, on the fakes of language cases;
 * and as what a preprocessor put out
 */
#include <stdlib.h>
#include <string.h>
#include "lang/d/sysheader.h"
#include "lang/front.h"
#include "lib/arena.h"
#include "tests/tools/fakes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *a = arena_new();
	FILE *nowhere = fopen("/dev/null", "we");
	const char *const args[] = { "1", "name" };
	struct options opt;
	struct diag diag;

	if (!nowhere)
		abort();
	options_init(&opt, OPTION_FOR_D);
	diag_init(&diag, nowhere);

	struct world w = { .arena = a, .diag = &diag, .options = &opt, .providers = fake_providers,
			   .kernel = &fake_types, .symbol = fake_symbol, .target = 42, .next_id = 1 };
	struct compile c = { .arena = a, .diag = &diag, .options = &opt, .world = &w, .front = &frontend_d,
			     .args = args, .nargs = 2, .script_name = "fuzz" };
	struct unit u = { .src = source_new(a, "fuzz", (const char *)data, size), .is_file = !(size & 1) };

	fake_types.arena = a;
	vec_push(a, &c.units, u);
	compile_run(&c, 2);
	if (size) {
		char *text = malloc(size);

		memcpy(text, data, size);
		d_trim_headers(text, size);
		free(text);
	}
	fclose(nowhere);
	arena_free(a);
	return 0;
}
