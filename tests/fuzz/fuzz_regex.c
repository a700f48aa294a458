/*
 * fuzz_regex.c - any bytes as an expression and a text behind a newline: both machines agree
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "lib/arena.h"
#include "lib/regex.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *s = (const char *)data, *nl = memchr(data, '\n', size), *why = NULL;
	size_t n = nl ? (size_t)(nl - s) : size, at = 0;
	struct arena *a = arena_new();
	const struct regex *re = regex_compile(a, s, n, &at, &why);

	if (!re && (!why || at > n))
		abort();
	if (re && nl && size - n < 600) {
		struct regex_span *groups = arena_array(a, struct regex_span, re->ngroups);
		size_t len = size - n - 1;
		bool found = regex_groups(re, a, nl + 1, len, groups);

		if (found != regex_test(re, nl + 1, len) || (found && groups[0].start > groups[0].end))
			abort();
	}
	arena_free(a);
	return 0;
}
