/* run-time options: every row, every value syntax */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <errno.h>
#include "lang/option.h"

static void test_rows(void **state)
{
	unsigned it = 0, n = 0;
	const struct option_row *before = NULL;

	for (const struct option_row *r; (r = option_next(&it)) != NULL; n++) {
		assert_non_null(r->help);
		assert_ptr_equal(option_find(r->name), r);	/* no doubles */
		assert_true(r->langs && !(r->langs & ~(unsigned)(OPTION_FOR_D | OPTION_FOR_STAP)));
		assert_true(r->offset >= OPTION_REFUSED || r->offset < sizeof(struct options));
		if (before && (before->langs & r->langs))
			assert_true(strcmp(before->name, r->name) < 0);
		before = r;
	}
	assert_true(n > 90);
	assert_null(option_find("nosuchoption"));
}

static void test_sizes(void **state)
{
	static const struct {
		const char *text;
		int64_t want;
	} cases[] = {
		{ "0", 0 }, { "1", 1 }, { "4k", 4096 }, { "4K", 4096 }, { "2m", 2 << 20 },
		{ "1g", 1 << 30 }, { "1T", 1LL << 40 }, { "0x10", 16 }, { "", -1 }, { "k", -1 },
		{ "4kb", -1 }, { "-1", -1 }, { "4 k", -1 }, { "99999999999999999999", -1 },
		{ "99999999999999t", -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint64_t n = 0;
		bool ok = option_parse_size(cases[i].text, &n);

		assert_int_equal(ok, cases[i].want >= 0);
		if (ok)
			assert_int_equal(n, cases[i].want);
	}
}

static void test_rates(void **state)
{
	static const struct {
		const char *text;
		int64_t want;
	} cases[] = {
		{ "100", 100 }, { "5ns", 5 }, { "5nsec", 5 }, { "2us", 2000 }, { "2usec", 2000 },
		{ "10ms", 10000000 }, { "10MSEC", 10000000 }, { "3s", 3000000000 }, { "3sec", 3000000000 },
		{ "1m", 60000000000 }, { "1min", 60000000000 }, { "1h", 3600000000000 },
		{ "1hour", 3600000000000 }, { "1d", 86400000000000 }, { "2day", 172800000000000 },
		{ "97hz", 10309278 }, { "1000Hz", 1000000 }, { "0hz", -1 }, { "ms", -1 }, { "1x", -1 },
		{ "999999999999d", -1 },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		uint64_t n = 0;
		bool ok = option_parse_rate(cases[i].text, &n);

		assert_int_equal(ok, cases[i].want >= 0);
		if (ok)
			assert_int_equal(n, cases[i].want);
	}
}

static void test_booleans(void **state)
{
	static const char *const on[] = {
		NULL, "yes", "ON", "true", "set", "Enable", "enabled", "1", "0", "17",
	};
	static const char *const off[] = { "no", "OFF", "false", "unset", "disable", "disabled", "" };
	struct options o;

	options_init(&o, OPTION_FOR_D);
	for (size_t i = 0; i < sizeof(on) / sizeof(*on); i++) {
		o.quiet = false;
		assert_int_equal(options_set(&o, "quiet", on[i]), 0);
		assert_true(o.quiet);
	}
	for (size_t i = 0; i < sizeof(off) / sizeof(*off); i++) {
		o.quiet = true;
		assert_int_equal(options_set(&o, "quiet", off[i]), 0);
		assert_false(o.quiet);
	}
	assert_int_equal(options_set(&o, "quiet", "maybe"), -EINVAL);
}

static void test_set(void **state)
{
	struct options o;

	options_init(&o, OPTION_FOR_D);
	assert_int_equal(o.strsize, 256);
	assert_int_equal(o.stackindent, 14);
	assert_int_equal(options_set(&o, "strsize", "4k"), 0);
	assert_int_equal(o.strsize, 4096);
	assert_int_equal(options_set(&o, "aggrate", "10hz"), 0);
	assert_int_equal(o.aggrate, 100000000);
	assert_int_equal(options_set(&o, "cpu", "3"), 0);
	assert_true(o.has_cpu);
	assert_int_equal(o.cpu_only, 3);
	assert_int_equal(options_set(&o, "bufpolicy", "Ring"), 0);
	assert_string_equal(o.bufpolicy, "ring");
	assert_int_equal(options_set(&o, "bufpolicy", "square"), -EINVAL);
	assert_string_equal(o.place, "auto");
	assert_int_equal(options_set(&o, "place", "user"), 0);
	assert_string_equal(o.place, "user");
	assert_int_equal(options_set(&o, "place", "ring"), -EINVAL);
	assert_int_equal(options_set(&o, "strsize", NULL), -EINVAL);
	assert_int_equal(options_set(&o, "nosuchoption", "1"), -ENOENT);
	assert_int_equal(options_set(&o, "amin", "Evolving/Evolving/Common"), 0);
	assert_int_equal(options_set(&o, "lockmem", "unlimited"), 0);

	options_init(&o, OPTION_FOR_STAP);
	assert_int_equal(o.strsize, 512);
	assert_int_equal(options_set(&o, "MAXSTRINGLEN", "1024"), 0);
	assert_int_equal(o.strsize, 1024);
	assert_int_equal(options_set(&o, "MAXMAPENTRIES", "10240"), 0);
	assert_int_equal(o.maxmapentries, 10240);
	assert_int_equal(options_set(&o, "HIST_WIDTH", "30"), 0);
	assert_int_equal(o.hist_width, 30);
	assert_int_equal(options_set(&o, "MAXACTION", "-1"), -EINVAL);
	assert_int_equal(options_set(&o, "STP_NO_OVERLOAD", NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_sizes),
		cmocka_unit_test(test_rates),
		cmocka_unit_test(test_booleans),
		cmocka_unit_test(test_set),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
