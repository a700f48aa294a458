/*
 * test_verifier.c - the verifier's logs, as kernels of several ages write them, to our messages
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "bpf/verifier.h"
#include "lang/prog/prog.h"
#include "lib/arena.h"
#include "lib/diag.h"

static const char script[] = "syscall:::entry\n{\n\t@ = sum(*(int *)arg0);\n}\n";

#define LOG(body) "libbpf: prog 'g0': BPF program load failed: Permission denied\n" \
	"libbpf: prog 'g0': -- BEGIN PROG LOAD LOG --\n" body "-- END PROG LOAD LOG --\n" \
	"libbpf: failed to load object 'sonde'\n"

/* what is said about a log; heap */
static char *said(const char *log, int err)
{
	struct arena *a = arena_new();
	struct source *src = source_new(a, "dir/x.d", script, sizeof(script) - 1);
	struct clause c = { .span = { .src = src, .start = 0, .end = 15 } };
	struct prog p = { .arena = a };
	struct diag d;
	char *text = NULL;
	size_t n;
	FILE *out = open_memstream(&text, &n);

	vec_push(a, &p.clauses, &c);
	diag_init(&d, out);
	assert_int_equal(verifier_report(&d, &p, log, err), err);
	assert_true(diag_failed(&d));
	fclose(out);
	arena_free(a);
	return text;
}

static void expect(const char *log, int err, const char *const *words)
{
	char *text = said(log, err);

	for (; *words; words++)
		if (!strstr(text, *words))
			fail_msg("\"%s\" is not in:\n%s", *words, text);
	free(text);
}

static void a_quoted_line_gets_the_caret(void **state)
{
	(void)state;
	/* 6.9 and later name the file and the line */
	expect(LOG("0: R1=ctx() R10=fp0\n; @ = sum(*(int *)arg0); @ x.d:3\n0: (79) r1 = *(u64 *)(r1 +8)\n"
		   "R1 invalid mem access 'scalar'\nprocessed 2 insns (limit 1000000)\n"), -EACCES,
	       (const char *[]){ "x.d:3:2: error:", "not a pointer the kernel trusts", "[VERIFIER]", "copyin()", NULL });
	/* earlier ones quote the text alone */
	expect(LOG("; @ = sum(*(int *)arg0);\n0: (79) r1 = *(u64 *)(r1 +8)\n"
		   "R1 invalid mem access 'inv'\nprocessed 2 insns (limit 1000000)\n"), -EACCES,
	       (const char *[]){ "x.d:3:2: error:", "[VERIFIER]", NULL });
}

static void the_last_quoted_line_is_the_culprit(void **state)
{
	(void)state;
	expect(LOG("; { @ x.d:2\n0: (b7) r0 = 0\n; @ = sum(*(int *)arg0); @ x.d:3\n"
		   "BPF program is too large. Processed 1000001 insn\nprocessed 1000001 insns\n"), -E2BIG,
	       (const char *[]){ "x.d:3:2: error:", "too much work for one firing", NULL });
}

static void a_log_without_our_lines_still_says_why(void **state)
{
	(void)state;
	expect(LOG("0: (85) call unknown#999\ninvalid func unknown#999\nprocessed 0 insns\n"), -EINVAL,
	       (const char *[]){ "sonde: error:", "a function that this kernel", "invalid func unknown#999", NULL });
	expect(LOG("jump out of range from insn 4 to -13751\nprocessed 0 insns\n"), -EINVAL,
	       (const char *[]){ "sonde: error:", "a clause that is too long", "split the clause", NULL });
	/* words that no rule knows are passed on */
	expect(LOG("0: (b7) r0 = 0\nsomething new\nprocessed 0 insns\n"), -EINVAL,
	       (const char *[]){ "something new", NULL });
}

static void refusals_before_the_verifier(void **state)
{
	(void)state;
	expect(NULL, -EPERM, (const char *[]){ "no privilege", "run as root", NULL });
	expect("libbpf: map 'v0': failed to create: Argument list too long(-7)\n", -E2BIG,
	       (const char *[]){ "map 'v0': failed to create", "bufsize", NULL });
}

static void broken_logs_do_no_harm(void **state)
{
	static const char *const logs[] = {
		"-- BEGIN PROG LOAD LOG --", "-- END PROG LOAD LOG --", "libbpf: ", LOG(""), LOG("; @ :\n"),
		LOG("; x @ y.d:99999999999999999999\nbad\n"),
		"-- BEGIN PROG LOAD LOG --\n; @ = sum(*(int *)arg0); @ x.d:3\nR1 !read_ok",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(logs) / sizeof(*logs); i++)
		free(said(logs[i], -EINVAL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_quoted_line_gets_the_caret),
		cmocka_unit_test(the_last_quoted_line_is_the_culprit),
		cmocka_unit_test(a_log_without_our_lines_still_says_why),
		cmocka_unit_test(refusals_before_the_verifier),
		cmocka_unit_test(broken_logs_do_no_harm),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
