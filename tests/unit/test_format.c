/* printf formats: every conversion of both languages, what is refused and with which tag */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <time.h>
#include "lang/eval/format.h"
#include "lang/eval/runtime.h"
#include "lib/diag.h"

static bool ksym(struct runtime *rt, uint64_t addr, struct sym *ret)
{
	if (addr < 0x1000)
		return false;
	*ret = (struct sym){ "vmlinux", addr >= 0x3000 ? NULL : "vfs_read", addr & 0xfff };
	return true;
}

static bool usym(struct runtime *rt, pid_t pid, uint64_t addr, struct sym *ret)
{
	if (pid != 42)
		return false;
	*ret = (struct sym){ "libc.so.6", rt->opt->noresolve ? NULL : "write", addr & 0xff, .path = "/lib/libc.so.6" };
	return true;
}

static const struct runtime_ops ops = { .ksym = ksym, .usym = usym };

struct fixture {
	struct arena *arena;
	struct diag diag;
	struct options opt;
	struct runtime rt;
	FILE *messages;
};

static int setup(void **state)
{
	struct fixture *f = xcalloc(1, sizeof(*f));

	f->arena = arena_new();
	f->messages = tmpfile();
	diag_init(&f->diag, f->messages);
	options_init(&f->opt, OPTION_FOR_D);
	f->rt = (struct runtime){ .ops = &ops, .opt = &f->opt, .target = 42 };
	*state = f;
	return 0;
}

static int teardown(void **state)
{
	struct fixture *f = *state;

	fclose(f->messages);
	arena_free(f->arena);
	buf_fini(&f->rt.out);
	free(f);
	return 0;
}

static const char *run(struct fixture *f, enum lang lang, const char *fmt, const struct value *args,
		       size_t n)
{
	const struct format *p = format_parse(f->arena, &f->diag, lang, fmt, strlen(fmt),
					      (struct span){ 0 });

	assert_non_null(p);
	assert_int_equal(p->nargs, n);
	buf_reset(&f->rt.out);
	format_run(&f->rt, &f->rt.out, p, args, n);
	return buf_str(&f->rt.out);
}

#define RUN(lang, want, fmt, ...) do {								\
		const struct value args_[] = { __VA_ARGS__ };					\
		assert_string_equal(run(f, lang, fmt, args_, sizeof(args_) / sizeof(*args_)), want); \
	} while (0)
#define D(want, fmt, ...) RUN(LANG_D, want, fmt, __VA_ARGS__)
#define S(want, fmt, ...) RUN(LANG_STAP, want, fmt, __VA_ARGS__)
#define I(n)	value_int(n, &type_int64)
#define I32(n)	value_int(n, &type_int32)
#define T(s)	value_string(s, strlen(s))

static void test_d_integers(void **state)
{
	struct fixture *f = *state;

	D("   42|42   |00042|+42", "%5d|%-5d|%05d|%+d", I32(42), I32(42), I32(42), I32(42));
	D("0xff", "%#x", I32(255));
	D("0", "%#x", I32(0));
	D("010 0", "%#o %#o", I32(8), I32(0));
	D("ff ffff ffffffff", "%x %x %x", value_int(-1, &type_int8), value_int(-1, &type_int16), I32(-1));
	D("FF 0XFF", "%X %#X", I32(255), I32(255));
	D("18446744073709551615 -1", "%d %d", value_int(-1, &type_uint64), I(-1));
	D("255 4294967295", "%u %u", value_int(-1, &type_int8), I32(-1));
	D("-9223372036854775808", "%i", I(INT64_MIN));
	D("  007|007  |-0042| 42", "%5.3d|%-5.3d|%05d|% d", I32(7), I32(7), I32(-42), I32(42));
	D("   42|42   |00042", "%*d|%-*d|%0*d", I32(5), I32(42), I32(5), I32(42), I32(5), I32(42));
	D("42   |", "%*d|", I32(-5), I32(42));
	D("  007", "%*.*d", I32(5), I32(3), I32(7));
	D("42|42", "%lld|%'d", I(42), I32(42));
	D("42   |00042", "%0-5d|%-05d", I32(42), I32(42));
	D("100%", "%d%%", I32(100));
	D("            1000", "%?p", I(4096));
	D("ffff888000000000", "%p", I((int64_t)0xffff888000000000));
}

static void test_d_text(void **state)
{
	struct fixture *f = *state;

	D("ab|  abc|abc  |abc", "%.2s|%5s|%-5s|%.0s", T("abc"), T("abc"), T("abc"), T("abc"));
	D("a\\tb\\\"\\\\\\001", "%S", T("a\tb\"\\\001"));
	D("A|  A|\\n|\\001|\\000", "%c|%3c|%C|%C|%C", I32('A'), I32('A'), I32('\n'), I32(1), I32(0));
	D("\xe2\x82\xac", "%lc", I32(0x20ac));

	static const uint32_t wide[] = { 'h', 0xe9, 0, 'x' };
	const struct type array = { .kind = TY_ARRAY, .to = &type_int32, .nelem = 4, .size = 16 };

	D("h\xc3\xa9", "%ls", value_load(&array, wide, sizeof(wide)));
	D("", "%s", (struct value){ .type = &type_void_ptr, .is_null = 1 });
}

static void test_d_symbols(void **state)
{
	struct fixture *f = *state;
	const uint64_t user[2] = { 42, 0x14 }, gone[2] = { 43, 0x14 };
	struct { uint32_t tgid, n; uint64_t pc[3]; } stack = { 0, 3, { 0x1010, 0x1000, 0 } };
	const struct type *st = type_stack(f->arena, 3);

	D("vmlinux`vfs_read|vmlinux`vfs_read+0x10|0x10", "%a|%a|%a", I(0x1000),
	  value_int(0x1010, &type_symaddr), I(0x10));
	D("vmlinux`0x3001", "%a", I(0x3001));
	D("  vmlinux`vfs_read|", "%18a|", I(0x1000));
	D("libc.so.6`write+0x14|0x14|libc.so.6`write+0x15", "%A|%A|%A",
	  value_load(&type_usymaddr, user, 16), value_load(&type_usymaddr, gone, 16), I(0x15));
	D("\nvmlinux`vfs_read+0x10\nvmlinux`vfs_read\n", "%k", value_load(st, &stack, sizeof(stack)));
	D("\n  vmlinux`vfs_read+0x10\n  vmlinux`vfs_read\n", "%-2k", value_load(st, &stack, sizeof(stack)));
	D("\n  vmlinux`vfs_read+0x10\n  vmlinux`vfs_read\n", "%*k", I32(-2),
	  value_load(st, &stack, sizeof(stack)));
	D("\n vmlinux`vfs_read+0x10\n      vmlinux`vfs_read\n", "%22k",
	  value_load(st, &stack, sizeof(stack)));
}

static void test_d_times(void **state)
{
	struct fixture *f = *state;

	setenv("TZ", "UTC", 1);
	tzset();
	D("2001 Sep  9 01:46:40", "%Y", I(1000000000000000000));
	D("Sun, 09 Sep 2001 01:46:40 UTC", "%T", I(1000000000999999999));
	D("1969 Dec 31 23:59:59", "%Y", I(-1));
}

static void test_d_floats(void **state)
{
	struct fixture *f = *state;
	const struct type t = { .kind = TY_FLOAT, .size = 8, .name = "double" };
	double d = 1.5;

	D("1.500000|1.5|   1.50|1.500000e+00", "%f|%g|%7.2f|%e", value_load(&t, &d, 8),
	  value_load(&t, &d, 8), value_load(&t, &d, 8), value_load(&t, &d, 8));
	D("1.5|1.500000E+00", "%G|%E", value_load(&t, &d, 8), value_load(&t, &d, 8));
}

static void test_stap(void **state)
{
	struct fixture *f = *state;

	S("42|   42|42   |00042|+42| 42", "%d|%5d|%-5d|%05d|%+d|% d", I(42), I(42), I(42), I(42), I(42),
	  I(42));
	S("-1 18446744073709551615 ffffffffffffffff", "%d %u %lx", I(-1), I(-1), I(-1));
	S("0x0 0xff 0XFF 010 0x0 0x1000", "%#x %#x %#X %#o %p %p", I(0), I(255), I(255), I(8), I(0), I(4096));
	S("  0xff", "%#06x", I(255));		/* one flag: 06 is a width */
	S("A|\\n|\\377|\\'|\\\\|\\000|A", "%c|%#c|%#c|%#c|%#c|%#c|%#c", I('A'), I('\n'), I(255), I('\''),
	  I('\\'), I(0), I('A'));
	S("|ab|  abc|abc  |", "%.0s|%.2s|%5s|%-5s|", T("abc"), T("abc"), T("abc"), T("abc"));
	S("   42|", "%*d|", I(5), I(42));
	S("007", "%.*d", I(3), I(7));
	S("AB|BA", "%2b|%.2b", I(0x4241), I(0x4142));
	assert_string_equal(run(f, LANG_STAP, "100%", NULL, 0), "100%");
	assert_string_equal(run(f, LANG_STAP, "100%% sure", NULL, 0), "100% sure");

	struct value bytes = { .type = &type_int64, .p = "\x12\xab", .len = 2 };

	S("12ab|  12ab", "%.2M|%6M", bytes, bytes);

	/* padding of %b is NUL bytes */
	const struct value n = I(0x41);
	const char *s = run(f, LANG_STAP, "%3.1b", &n, 1);

	assert_int_equal(f->rt.out.len, 3);
	assert_memory_equal(s, "\0\0A", 3);
}

/* ---- what is refused ---- */
static void test_bad_formats(void **state)
{
	struct fixture *f = *state;
	static const struct {
		enum lang lang;
		const char *fmt;
		enum diag_tag tag;
	} cases[] = {
		{ LANG_D, "", ERR_PRINTF_FMT_EMPTY }, { LANG_D, "x %", ERR_SYNTAX },
		{ LANG_D, "%1$d", ERR_SYNTAX }, { LANG_D, "%**d", ERR_SYNTAX },
		{ LANG_D, "%.1.1d", ERR_SYNTAX }, { LANG_D, "%z", ERR_SYNTAX },
		{ LANG_D, "%5%", ERR_SYNTAX }, { LANG_D, "%hhhd", ERR_SYNTAX },
		{ LANG_D, "%99999999999d", ERR_SYNTAX }, { LANG_D, "%b", ERR_SYNTAX },
		{ LANG_D, "%-", ERR_SYNTAX },
		{ LANG_STAP, "%lld", ERR_STAP_PARSE }, { LANG_STAP, "%-+d", ERR_STAP_PARSE },
		{ LANG_STAP, "%k", ERR_STAP_PARSE }, { LANG_STAP, "%5", ERR_STAP_PARSE },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		diag_init(&f->diag, f->messages);
		assert_null(format_parse(f->arena, &f->diag, cases[i].lang, cases[i].fmt,
					 strlen(cases[i].fmt), (struct span){ 0 }));
		assert_int_equal(f->diag.errors, 1);
		assert_string_equal(diag_tag_name(f->diag.first), diag_tag_name(cases[i].tag));
	}
}

enum { FINE = -1 };

static void test_checks(void **state)
{
	struct fixture *f = *state;
	const struct type *str = type_string(f->arena, 16), *chars = type_array(f->arena, &type_char, 8);
	const struct type *ptr = type_ptr(f->arena, &type_char), *stack = type_stack(f->arena, 4);
	const struct {
		enum lang lang;
		bool printa;
		const char *fmt;
		const struct type *args[4];
		int tag;
	} cases[] = {
		{ LANG_D, false, "%d %s %x", { &type_int32, str, &type_uint64 }, FINE },
		{ LANG_D, false, "%s %s", { chars, str }, FINE },
		{ LANG_D, false, "%s", { ptr }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%d", { str }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%x", { ptr }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%p %p", { ptr, &type_int32 }, FINE },
		{ LANG_D, false, "%d", { &type_error }, FINE },
		{ LANG_D, false, "%hd %hhd %ld %lld", { &type_int16, &type_int8, &type_int64, &type_int64 }, FINE },
		{ LANG_D, false, "%hd", { &type_int32 }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%lx", { &type_uint64 }, FINE },
		{ LANG_D, false, "%c", { &type_int64 }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%Y", { &type_int32 }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%a %a %A", { &type_symaddr, ptr, &type_usymaddr }, FINE },
		{ LANG_D, false, "%k", { stack }, FINE },
		{ LANG_D, false, "%k", { &type_int64 }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%f", { &type_int64 }, ERR_PRINTF_ARG_TYPE },
		{ LANG_D, false, "%d %d", { &type_int32 }, ERR_PRINTF_ARG_PROTO },
		{ LANG_D, false, "%d", { &type_int32, &type_int32 }, ERR_PRINTF_ARG_EXTRA },
		{ LANG_D, false, "%*d", { &type_int32, &type_int32 }, FINE },
		{ LANG_D, false, "%*d", { str, &type_int32 }, ERR_PRINTF_DYN_TYPE },
		{ LANG_D, false, "%*d", { NULL }, ERR_PRINTF_DYN_PROTO },
		{ LANG_D, false, "%@d", { NULL }, ERR_PRINTF_AGG_CONV },
		{ LANG_D, true, "%s %@d", { str, &type_int32 }, FINE },
		{ LANG_D, true, "%s %s %@d", { str }, ERR_PRINTF_ARG_PROTO },
		{ LANG_STAP, false, "%d %s", { &type_int64, str }, FINE },
		{ LANG_STAP, false, "%s", { &type_int64 }, ERR_STAP_TYPE },
		{ LANG_STAP, false, "%d", { str }, ERR_STAP_TYPE },
		{ LANG_STAP, false, "%d %d", { &type_int64 }, ERR_STAP_ARITY },
		{ LANG_STAP, false, "%d", { &type_int64, &type_int64 }, ERR_STAP_ARITY },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct expr exprs[4] = { 0 }, *args[4];
		size_t n = 0;

		for (; n < 4 && cases[i].args[n]; n++) {
			exprs[n].type = cases[i].args[n];
			args[n] = &exprs[n];
		}
		diag_init(&f->diag, f->messages);
		struct format *p = format_parse(f->arena, &f->diag, cases[i].lang, cases[i].fmt,
						strlen(cases[i].fmt), (struct span){ 0 });

		assert_non_null(p);
		bool ok = format_check(p, &f->diag, cases[i].lang, f->arena, args, n, (struct span){ 0 },
				       cases[i].printa);

		assert_int_equal(ok, cases[i].tag == FINE);
		assert_int_equal(f->diag.errors, !ok);
		if (!ok)
			assert_string_equal(diag_tag_name(f->diag.first),
					    diag_tag_name((enum diag_tag)cases[i].tag));
	}
}

static void test_table(void **state)
{
	unsigned seen[128] = { 0 };
	size_t it = 0;

	for (const struct conv *c; (c = conv_next(&it)) != NULL;) {
		assert_non_null(c->help);
		assert_non_null(c->print);
		assert_int_equal(seen[(unsigned char)c->letter] & c->langs, 0);
		seen[(unsigned char)c->letter] |= c->langs;
	}
}

/* a width that comes as an argument does not decide how much memory is used */
static void test_huge_width(void **state)
{
	struct fixture *f = *state;
	const struct value args[] = { I32(INT_MAX), I32(1), I32(INT_MIN), T("x"), I32(INT_MAX), I32(1) };

	run(f, LANG_D, "%*d%*s%.*d", args, 6);
	assert_true(f->rt.out.len <= 3 * FORMAT_WIDTH_MAX);
}

/* whatever is accepted can be run; whatever is not is reported, once or more */
static void test_random_formats(void **state)
{
	static const char letters[] = "%%%%%%%%dsxXcCSkaAYTpoubmMefgi***...-+ #0'?@hlLw129z$";
	struct fixture *f = *state;
	struct expr exprs[2] = { { .type = &type_int64 }, { .type = type_string(f->arena, 8) } };
	struct expr *args[2] = { &exprs[0], &exprs[1] };
	const struct value values[2] = { I(-3), T("text") };
	uint32_t seed = 1;

	for (unsigned i = 0; i < 20000; i++) {
		enum lang lang = i % 2 ? LANG_D : LANG_STAP;
		char text[8];

		for (unsigned k = 0; k < sizeof(text); k++) {
			seed = seed * 1103515245u + 12345u;
			text[k] = letters[(seed >> 16) % (sizeof(letters) - 1)];
		}
		diag_init(&f->diag, f->messages);
		struct format *p = format_parse(f->arena, &f->diag, lang, text, sizeof(text),
						(struct span){ 0 });

		assert_int_equal(p == NULL, f->diag.errors != 0);
		if (!p)
			continue;
		bool ok = format_check(p, &f->diag, lang, f->arena, args, p->nargs < 2 ? p->nargs : 2,
				       (struct span){ 0 }, false);

		assert_int_equal(ok, f->diag.errors == 0);
		buf_reset(&f->rt.out);
		if (ok)
			format_run(&f->rt, &f->rt.out, p, values, p->nargs);
		rewind(f->messages);
	}
}

/* ---- trace() and dumps ---- */
static const char *trace(struct fixture *f, struct value v)
{
	buf_reset(&f->rt.out);
	print_trace(&f->rt, &f->rt.out, &v);
	return buf_str(&f->rt.out);
}

static void test_trace(void **state)
{
	struct fixture *f = *state;

	assert_string_equal(trace(f, I(-5)), "                  -5");
	assert_string_equal(trace(f, value_int(5, &type_uint64)), "                    5");
	assert_string_equal(trace(f, I32(5)), "          5");
	assert_string_equal(trace(f, value_int(-1, &type_uint16)), " 65535");
	assert_string_equal(trace(f, value_int(-1, &type_int8)), "  -1");
	assert_string_equal(trace(f, T("hi")), "  hi                               ");
	assert_string_equal(trace(f, value_int(0x1000, &type_symaddr)),
			    "  vmlinux`vfs_read                                  ");
	f->opt.quiet = true;
	assert_string_equal(trace(f, I(-5)), "-5");
	assert_string_equal(trace(f, value_int(-1, &type_uint8)), "255");
	assert_string_equal(trace(f, T("hi")), "hi");
	f->opt.rawbytes = true;
	assert_non_null(strstr(trace(f, I32(0x41)), "         0: 41 00 00 00  "));
}

static void test_hexdump(void **state)
{
	struct fixture *f = *state;

	print_hexdump(&f->rt.out, "", 0);
	assert_int_equal(f->rt.out.len, 0);
	print_hexdump(&f->rt.out, "Linux version 6.12.1", 20);
	assert_string_equal(buf_str(&f->rt.out),
		"\n             0  1  2  3  4  5  6  7  8  9  a  b  c  d  e  f  0123456789abcdef\n"
		"         0: 4c 69 6e 75 78 20 76 65 72 73 69 6f 6e 20 36 2e  Linux version 6.\n"
		"        10: 31 32 2e 31                                      12.1\n");
}

static void test_stack_without_names(void **state)
{
	struct fixture *f = *state;
	struct { uint32_t tgid, n; uint64_t pc[2]; } stack = { 42, 9, { 0x10, 0x20 } };
	const struct value v = value_load(type_stack(f->arena, 2), &stack, sizeof(stack));

	f->opt.noresolve = true;
	print_stack(&f->rt, &f->rt.out, &v, 14);
	assert_string_equal(buf_str(&f->rt.out),
			    "\n              libc.so.6:0x10\n              libc.so.6:0x20\n");
}

/* ---- values ---- */
static void test_values(void **state)
{
	struct fixture *f = *state;
	const struct type *str = type_string(f->arena, 4);
	char area[8];

	assert_int_equal(value_cut(0x1ff, &type_uint8), 255);
	assert_int_equal(value_cut(0xff, &type_int8), -1);
	assert_int_equal(value_cut(2, &type_bool), 1);
	assert_int_equal(value_cut(-1, &type_uint32), 4294967295);
	assert_int_equal(value_load(&type_int16, "\xfe\xff", 2).i, -2);

	struct value v = value_string("abcdef", 6);

	value_store(&v, area, 4);
	assert_memory_equal(area, "abc\0", 4);
	v = value_load(str, "abcd", 4);
	assert_int_equal(v.len, 4);
	value_store(&(struct value){ .type = &type_int32, .i = -2 }, area, 8);
	assert_int_equal(value_load(&type_int32, area, 4).i, -2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)
	const struct CMUnitTest tests[] = {
		TEST(test_d_integers), TEST(test_d_text), TEST(test_d_symbols), TEST(test_d_times),
		TEST(test_d_floats), TEST(test_stap), TEST(test_bad_formats), TEST(test_checks),
		TEST(test_table), TEST(test_huge_width), TEST(test_random_formats),
		TEST(test_trace), TEST(test_hexdump),
		TEST(test_stack_without_names), TEST(test_values),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
