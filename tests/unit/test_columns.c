/*
 * test_columns.c - D's default columns and flow indentation, to the character (D reference, 8.1 to 8.3)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>
#include "bpf/columns.h"
#include "lang/prog/prog.h"

static const struct probe begin = { .id = 1, .prov = "dtrace", .mod = "", .func = "", .name = "BEGIN" };
static const struct provider calls = { .name = "calls", .double_arrows = true };
static const struct probe call = {
	.provider = &calls, .id = 7, .prov = "syscall", .mod = "vmlinux", .func = "getcwd", .name = "entry"
};
static const struct probe called = {
	.provider = &calls, .id = 8, .prov = "syscall", .mod = "vmlinux", .func = "getcwd", .name = "return"
};
static const struct probe in = { .id = 9, .prov = "fbt", .mod = "vmlinux", .func = "vfs_read", .name = "entry" };
static const struct probe out_ = { .id = 10, .prov = "fbt", .mod = "vmlinux", .func = "vfs_read", .name = "return" };

static const struct clause first = { .id = 0 }, second = { .id = 1 };

static void one_of(struct columns *c, struct buf *out, const struct options *o, const struct columns_of *of,
		   const char *text)
{
	columns_begin(c, out, o, of);
	buf_puts(out, text);
	columns_end(c, out, o);
}

static void one(struct columns *c, struct buf *out, const struct options *o, const struct probe *p, const char *text)
{
	one_of(c, out, o, &(struct columns_of){ .probe = p, .clause = &first }, text);
}

static void a_header_once_then_rows(void **state)
{
	struct columns c;
	struct options o = { 0 };
	struct buf out = BUF_INIT;

	(void)state;
	columns_init(&c, true, 2);
	one(&c, &out, &o, &begin, "        42");
	one(&c, &out, &o, &call, "");
	assert_string_equal(out.s,
		"CPU     ID                    FUNCTION:NAME\n"
		"  0      1                           :BEGIN         42\n"
		"  0      7                     getcwd:entry \n");
	columns_fini(&c);
	buf_fini(&out);
}

static void quiet_has_neither(void **state)
{
	struct columns c;
	struct options o = { .quiet = true };
	struct buf out = BUF_INIT;

	(void)state;
	columns_init(&c, true, 1);
	one(&c, &out, &o, &begin, "x");
	assert_string_equal(out.s, "x");
	columns_fini(&c);
	buf_fini(&out);
}

static void flow_follows_entry_and_return(void **state)
{
	struct columns c;
	struct options o = { .flowindent = true };
	struct buf out = BUF_INIT;

	(void)state;
	columns_init(&c, true, 1);
	one(&c, &out, &o, &call, "");
	one(&c, &out, &o, &in, "");
	one_of(&c, &out, &o, &(struct columns_of){ .probe = &in, .clause = &second }, "");	/* of the same firing */
	one_of(&c, &out, &o, &(struct columns_of){ .probe = &out_, .clause = &first, .followed = true }, "");
	one_of(&c, &out, &o, &(struct columns_of){ .probe = &out_, .clause = &second }, "");
	one(&c, &out, &o, &in, "");
	one(&c, &out, &o, &in, "");	/* another firing: recursion */
	one(&c, &out, &o, &out_, "");
	one(&c, &out, &o, &out_, "");
	one(&c, &out, &o, &called, "");
	assert_string_equal(out.s,
		"CPU FUNCTION                                 \n"
		"  0  => getcwd                                \n"
		"  0    -> vfs_read                            \n"
		"  0     | vfs_read:entry                      \n"
		"  0     | vfs_read:return                     \n"
		"  0    <- vfs_read                            \n"
		"  0    -> vfs_read                            \n"
		"  0      -> vfs_read                          \n"
		"  0      <- vfs_read                          \n"
		"  0    <- vfs_read                            \n"
		"  0  <= getcwd                                \n");
	columns_fini(&c);
	buf_fini(&out);
}

static void sonde_prints_no_columns(void **state)
{
	struct columns c;
	struct options o = { 0 };
	struct buf out = BUF_INIT;

	(void)state;
	columns_init(&c, false, 1);
	one(&c, &out, &o, &begin, "x");
	assert_string_equal(out.s, "x");
	columns_fini(&c);
	buf_fini(&out);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_header_once_then_rows),
		cmocka_unit_test(quiet_has_neither),
		cmocka_unit_test(flow_follows_entry_and_return),
		cmocka_unit_test(sonde_prints_no_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
