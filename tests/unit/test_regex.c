/*
 * test_regex.c - regular expressions: what matches where, groups, messages
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/regex.h"

/* whole: "start-end" of group 0 and further ones, "" for no match */
static const struct {
	const char *pattern, *text, *groups;
} cases[] = {
	{ "", "", "0-0" }, { "", "abc", "0-0" }, { "b", "abc", "1-2" }, { "a|ab|abc", "xabcx", "1-4" },
	{ "(a|ab)(c|bcd)", "abcd", "0-4 0-1 1-4" }, { "a(b)?c", "ac", "0-2 -" }, { "a(b)?c", "abc", "0-3 1-2" },
	{ "(a*)(ab)*(b*)", "abb", "0-3 0-1 - 1-3" }, { "(?:ab)+(c)", "ababc", "0-5 4-5" },
	{ "^a", "ba", "" }, { "^a", "ab", "0-1" }, { "a$", "aba", "2-3" }, { "a$", "ab", "" }, { "^$", "", "0-0" },
	{ "a{2}", "aaa", "0-2" }, { "a{2,}", "aaaa", "0-4" }, { "a{1,2}b", "aaab", "1-4" }, { "(ab){2}", "abab", "0-4 2-4" },
	{ "[a-c]+", "xxabcd", "2-5" }, { "[^a-c]+", "abxy", "2-4" }, { "[]x]", "]", "0-1" }, { "[a-]", "-", "0-1" },
	{ "[[:digit:]]+", "ab12", "2-4" }, { "[[:d:]]", "7", "0-1" }, { "a\\.b", "a.b", "0-3" }, { "a\\.b", "axb", "" },
	{ ".", "\xff", "0-1" }, { "(a*)*", "aa", "0-2 0-2" }, { "(|a)+", "aaa", "0-3 2-3" }, { "x*", "aaa", "0-0" },
	{ "(x|y)*z", "xyxz", "0-4 2-3" }, { "a**", NULL, "unexpected repetition operator" },
	{ "*a", NULL, "unexpected repetition operator" }, { "(a", NULL, "expected ')'" }, { "a)", NULL, "unmatched ')'" },
	{ "[a", NULL, "unclosed character class" }, { "[b-a]", NULL, "a range of characters that runs backwards" },
	{ "[[:x:]]", NULL, "unknown character class" }, { "a{2,1}", NULL, "bad number of repetitions" },
	{ "a{x}", NULL, "expected a number after '{'" }, { "a\\", NULL, "unexpected end of regex after '\\'" },
};

static void cases_hold(void **state)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct arena *a = arena_new();
		const char *why = NULL, *text = cases[i].text;
		struct regex_span g[8];
		size_t at;
		const struct regex *re = regex_compile(a, cases[i].pattern, strlen(cases[i].pattern), &at, &why);
		char got[100] = "";

		if (!re) {
			if (text || strcmp(why, cases[i].groups))
				fail_msg("%s: %s", cases[i].pattern, why);
			arena_free(a);
			continue;
		}
		assert_non_null(text);
		bool found = regex_groups(re, a, text, strlen(text), g);

		assert_int_equal(found, regex_test(re, text, strlen(text)));
		for (unsigned k = 0; found && k < re->ngroups; k++)
			strncat(got, g[k].start < 0 ? arena_printf(a, "%s-", k ? " " : "") :
			       arena_printf(a, "%s%d-%d", k ? " " : "", g[k].start, g[k].end), 20);
		if (strcmp(got, cases[i].groups))
			fail_msg("%s on %s: %s, not %s", cases[i].pattern, text, got, cases[i].groups);
		arena_free(a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(cases_hold) };

	return cmocka_run_group_tests(tests, NULL, NULL);
}
