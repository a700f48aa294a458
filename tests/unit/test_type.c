/*
 * test_type.c - C types: sameness, members, spelling
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include "lib/arena.h"
#include "lib/type.h"

static int setup(void **state)
{
	*state = arena_new();
	return 0;
}

static int teardown(void **state)
{
	arena_free(*state);
	return 0;
}

static void spelling_is_c(void **state)
{
	struct arena *a = *state;
	struct type task = { .kind = TY_STRUCT, .name = "task_struct", .filled = true };
	struct type anon = { .kind = TY_UNION, .filled = true };
	struct member params[] = { { "", &type_int32 }, { "", type_ptr(a, &type_char) } };
	struct type func = { .kind = TY_FUNC, .to = &type_int32, .members = params, .nmembers = 2,
			     .varargs = true, .filled = true };

	assert_string_equal(type_str(a, type_ptr(a, &task)), "struct task_struct *");
	assert_string_equal(type_str(a, type_array(a, &type_char, 16)), "char [16]");
	assert_string_equal(type_str(a, type_array(a, type_ptr(a, &type_char), 4)), "char *[4]");
	assert_string_equal(type_str(a, type_ptr(a, type_array(a, &type_int64, 4))), "long (*)[4]");
	assert_string_equal(type_str(a, type_ptr(a, &func)), "int (*)(int, char *, ...)");
	assert_string_equal(type_str(a, &anon), "union {...}");
	assert_string_equal(type_str(a, type_string(a, 256)), "string");
	assert_string_equal(type_str(a, type_typedef(a, "pid_t", &type_int32)), "pid_t");
	assert_string_equal(type_str(a, &type_void_ptr), "void *");
}

static void predicates_see_through_typedefs(void **state)
{
	struct arena *a = *state;
	const struct type *pid = type_typedef(a, "pid_t", &type_int32);
	const struct type *name = type_typedef(a, "name_t", type_array(a, &type_char, 16));

	assert_true(type_is_int(pid));
	assert_true(type_is_signed(pid));
	assert_int_equal(pid->size, 4);
	assert_false(type_is_signed(&type_void_ptr));
	assert_true(type_is_scalar(&type_void_ptr));
	assert_true(type_is_stringish(name));
	assert_false(type_is_string(name));
	assert_true(type_is_stringish(type_ptr(a, &type_char)));
	assert_false(type_is_stringish(&type_void_ptr));
	assert_false(type_is_scalar(&type_stat));
	assert_ptr_equal(type_int_of(2, false), &type_uint16);
}

static void same_compares_structure(void **state)
{
	struct arena *a = *state;
	struct type one = { .kind = TY_STRUCT, .name = "s", .size = 8 };
	struct type two = { .kind = TY_STRUCT, .name = "s", .size = 8 };
	struct type decl = { .kind = TY_STRUCT, .name = "s", .incomplete = true };
	struct type other = { .kind = TY_STRUCT, .name = "t", .size = 8 };
	struct type anon = { .kind = TY_STRUCT, .size = 8 }, anon2 = anon;

	assert_true(type_same(&one, &two));
	assert_true(type_same(&one, &decl));
	assert_false(type_same(&one, &other));
	assert_true(type_same(&anon, &anon));
	assert_false(type_same(&anon, &anon2));
	assert_true(type_same(type_ptr(a, &one), type_ptr(a, &two)));
	assert_false(type_same(&type_int32, &type_uint32));
	assert_true(type_same(&type_char, &type_int8));
	assert_true(type_same(type_string(a, 16), type_string(a, 256)));
	assert_true(type_same(type_typedef(a, "x", &type_int32), &type_int32));
	assert_false(type_same(type_array(a, &type_char, 4), type_array(a, &type_char, 5)));
}

static struct member inner[] = { { "x", &type_int32, 0 }, { "y", &type_int32, 4 } };
static struct type inner_type = { .kind = TY_UNION, .size = 8, .members = inner, .nmembers = 2,
				  .filled = true };
static struct member outer[] = { { "a", &type_int64, 0 }, { "", &inner_type, 8 } };
static int fills;

static void fill(struct type_source *src, struct type *t)
{
	fills++;
	t->members = outer;
	t->nmembers = 2;
}

static void members_are_filled_once_and_found_in_anonymous_ones(void **state)
{
	struct type_source src = { .name = "fake", .fill = fill };
	struct type s = { .kind = TY_STRUCT, .name = "s", .size = 16, .src = &src };
	const struct type *alias = type_typedef(*state, "s_t", &s);
	uint64_t offset = 0;
	size_t n;

	fills = 0;
	assert_ptr_equal(type_member(alias, "y", &offset), &inner[1]);
	assert_int_equal(offset, 12);
	assert_null(type_member(&s, "z", &offset));
	assert_null(type_member(&type_int32, "z", &offset));
	assert_ptr_equal(type_members(&s, &n), outer);
	assert_int_equal(n, 2);
	assert_int_equal(fills, 1);
	assert_null(type_members(&type_int32, &n));
	assert_int_equal(n, 0);
}

#define T(fn) cmocka_unit_test_setup_teardown(fn, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(spelling_is_c), T(predicates_see_through_typedefs), T(same_compares_structure),
		T(members_are_filled_once_and_found_in_anonymous_ones),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
