/*
 * test_ldso.c - the libraries of a program that has not run
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/ldso.h"

struct seen { int n, libc, cmocka, stop_at; };

static int note(const char *path, void *ctx)
{
	struct seen *s = ctx;
	const char *base = strrchr(path, '/') + 1;

	assert_int_equal(path[0], '/');
	s->n++;
	s->libc += !strcmp(base, "libc.so.6");
	s->cmocka += !strncmp(base, "libcmocka.so", 12);
	return s->n == s->stop_at ? 7 : 0;
}

static void every_library_once(void **state)
{
	struct seen s = { 0 };

	assert_int_equal(ldso_each("/proc/self/exe", note, &s), 0);
	assert_int_equal(s.libc, 1);		/* needed by us and by cmocka */
	assert_int_equal(s.cmocka, 1);
}

static void the_caller_may_stop(void **state)
{
	struct seen s = { .stop_at = 1 };

	assert_int_equal(ldso_each("/proc/self/exe", note, &s), 7);
	assert_int_equal(s.n, 1);
}

static void refusals(void **state)
{
	struct seen s = { 0 };

	assert_int_equal(ldso_each("/no/such/file", note, &s), -ENOENT);
	assert_int_equal(ldso_each("/proc/self/status", note, &s), -ENOEXEC);
	assert_int_equal(s.n, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_library_once),
		cmocka_unit_test(the_caller_may_stop),
		cmocka_unit_test(refusals),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
