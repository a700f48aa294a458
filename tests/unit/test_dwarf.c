/*
 * test_dwarf.c - patterns of functions and lines, names, location programs; info out of a small object
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/buf.h"
#include "lib/dwarf.h"
#include "lib/type.h"

static struct arena *arena;

static int setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void patterns(void **state)
{
	struct dwarf_pattern p;

	(void)state;
	assert_true(dwarf_pattern_parse(arena, "vfs_*", &p));
	assert_string_equal(p.func, "vfs_*");
	assert_null(p.file);
	assert_int_equal(p.lines, LINES_NONE);
	assert_true(dwarf_pattern_parse(arena, "f@dir/a.c:12", &p));
	assert_string_equal(p.file, "dir/a.c");
	assert_int_equal(p.lines, LINES_ABS);
	assert_int_equal(p.ranges.v[0].from, 12);
	assert_true(dwarf_pattern_parse(arena, "*@a.c:1,5-7", &p));
	assert_int_equal(p.ranges.n, 2);
	assert_int_equal(p.ranges.v[1].to, 7);
	assert_true(dwarf_pattern_parse(arena, "ns::f@c++/a.cpp+3", &p));
	assert_string_equal(p.func, "ns::f");
	assert_string_equal(p.file, "c++/a.cpp");
	assert_int_equal(p.lines, LINES_REL);
	assert_true(dwarf_pattern_parse(arena, "f@c++/a.cpp", &p));
	assert_string_equal(p.file, "c++/a.cpp");
	assert_int_equal(p.lines, LINES_NONE);
	assert_true(dwarf_pattern_parse(arena, "f@*:*", &p));
	assert_int_equal(p.lines, LINES_ALL);
	assert_false(dwarf_pattern_parse(arena, "f@a.c:x", &p));
	assert_false(dwarf_pattern_parse(arena, "f@a.c:1-", &p));
	assert_false(dwarf_pattern_parse(arena, "f@a.c:", &p));
}

static void names(void **state)
{
	(void)state;
	assert_true(dwarf_name_fits("f", "f", NULL));
	assert_true(dwarf_name_fits("b::f", "a::b::f", NULL));
	assert_true(dwarf_name_fits("f", "a<x::y>::f", NULL));
	assert_false(dwarf_name_fits("y>::f", "a<x::y>::f", NULL));
	assert_true(dwarf_name_fits("max", "max<int>", NULL));
	assert_true(dwarf_name_fits("ns::f(int, char const*)", "ns::f", "_ZN2ns1fEiPKc"));
	assert_true(dwarf_name_fits("f(int,char const *)", "ns::f", "_ZN2ns1fEiPKc"));
	assert_true(dwarf_name_fits("f(int, const char *)", "ns::f", "_ZN2ns1fEiPKc"));
	assert_true(dwarf_name_fits("box::get", "ns::box<std::pair<int, int> >::get", NULL));
	assert_true(dwarf_name_fits("ns::box::get", "ns::box<int>::get<long>", NULL));
	assert_false(dwarf_name_fits("box::get", "ns::box<int>::getter", NULL));
	assert_false(dwarf_name_fits("box", "ns::box<int>::get", NULL));
	assert_true(dwarf_name_fits("operator<", "ns::operator<", NULL));
	assert_false(dwarf_name_fits("operator", "ns::operator<", NULL));
	assert_false(dwarf_name_fits("f(long)", "ns::f", "_ZN2ns1fEiPKc"));
	assert_string_equal(demangle(arena, "_ZN2ns1fEi", true), "ns::f(int)");
	assert_string_equal(demangle(arena, "_ZN2ns1fEi", false), "ns::f");
	assert_string_equal(demangle(arena, "_RNvC6_123foo3bar", false), "123foo::bar");
	assert_null(demangle(arena, "printf", false));
	assert_true(dwarf_file_fits("a.c", "/src/a.c"));
	assert_true(dwarf_file_fits("src/*.c", "/x/src/a.c"));
	assert_false(dwarf_file_fits("a.c", "/src/ba.c"));
	assert_false(dwarf_file_fits("/a.c", "/src/a.c"));
}

static void programs(void **state)
{
	struct loc_step s[] = { { .op = LOC_REG, .num = 5 }, { .op = LOC_NUM, .num = -8 }, { .op = LOC_ADD } };
	struct loc l = { LOC_ADDRESS, s, 3 };
	struct buf b = BUF_INIT;

	(void)state;
	assert_true(loc_is_valid(&l));
	assert_false(loc_can_fail(&l));
	loc_print(&l, &b);
	assert_string_equal(b.s, "at [di -8 +]");
	buf_fini(&b);
	l.nsteps = 2;
	s[1] = (struct loc_step){ .op = LOC_ADD };
	assert_false(loc_is_valid(&l));		/* one operand is not enough */
	l.nsteps = 0;
	assert_false(loc_is_valid(&l));
}

struct found { struct dwarf_file *f; unsigned functions, inlined, vars; };

static int count(const struct dwarf_place *p, void *ctx)
{
	struct found *n = ctx;
	struct dwarf_var *v;

	n->functions += !p->inlined;
	n->inlined += p->inlined;
	n->vars += (unsigned)dwarf_vars(n->f, p, &v);
	return 0;
}

static void object(void **state)
{
	struct found n = { .f = dwarf_file_open(arena, SOURCE_ROOT "/tests/fuzz/corpus/dwarf/five.so", NULL) };
	struct dwarf_pattern all = { .func = "*" };
	const struct type *s;
	uint64_t offset;

	(void)state;
	assert_non_null(n.f);
	dwarf_each_func(n.f, &all, DWARF_CALLED | DWARF_INLINED, count, &n);
	assert_int_equal(n.functions, 1);
	assert_int_equal(n.inlined, 2);
	assert_int_equal(n.vars, 4 + 2 * 2);
	s = dwarf_types(n.f)->find(dwarf_types(n.f), TY_STRUCT, "s");
	assert_non_null(s);
	assert_int_equal(s->size, 24);
	assert_int_equal(type_member(s, "b", &offset)->bit_size, 3);
	assert_non_null(type_member(s, "n", &offset));
	assert_int_equal(offset, 16);
	dwarf_file_close(n.f);
	assert_null(dwarf_file_open(arena, SOURCE_ROOT "/meson.build", NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(patterns),
		cmocka_unit_test(names),
		cmocka_unit_test(programs),
		cmocka_unit_test(object),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
