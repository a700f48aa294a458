/*
 * test_glob.c - patterns of probe descriptions
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "lib/glob.h"

static const struct {
	const char *pattern, *text;
	bool match;
} cases[] = {
	{ "", "", true }, { "", "a", false }, { "a", "", false }, { "*", "", true },
	{ "read", "read", true }, { "read", "Read", false }, { "read", "readv", false },
	{ "*read", "vfs_read", true }, { "vfs_*", "vfs_read", true }, { "*_*_*", "a_b", false },
	{ "a*b*c", "aXbXbYc", true }, { "a*b*c", "aXcXb", false }, { "**", "x", true },
	{ "?", "", false }, { "?", "x", true }, { "r??d", "read", true },
	{ "[a-c]x", "bx", true }, { "[a-c]x", "dx", false }, { "[!a-c]x", "dx", true },
	{ "[!a-c]x", "ax", false }, { "[]x]", "]", true }, { "[a-]", "-", true },
	{ "[x", "[x", true }, { "a[", "a[", true }, { "[\\]]", "]", true },
	{ "\\*", "*", true }, { "\\*", "x", false }, { "a\\", "a\\", true },
	{ "*.isra.?", "foo.isra.0", true }, { "*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaa", false },
};

static void matches(void **state)
{
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (glob_match(cases[i].pattern, cases[i].text) != cases[i].match)
			fail_msg("%s on %s", cases[i].pattern, cases[i].text);
}

static void tells_patterns(void **state)
{
	assert_true(glob_is_pattern("a*"));
	assert_true(glob_is_pattern("[a]"));
	assert_true(glob_is_pattern("\\a"));
	assert_false(glob_is_pattern("vfs_read.isra.0"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matches),
		cmocka_unit_test(tells_patterns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
